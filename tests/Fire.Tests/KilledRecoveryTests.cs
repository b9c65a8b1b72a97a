using System.Globalization;
using System.Text.Json;
using Actors.Bench;
using Actors.Bench.Fire.Cluster;
using Actors.Tests.Webhooks;

namespace Actors.Tests;

/// <summary>A silo as a process on PostgreSQL is killed in the middle of a recovery.</summary>
public sealed class KilledRecoveryTests
{
    private const int Orders = 60;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    [Requirement("G5"), Requirement("MM-26")]
    public async Task A_recovery_outlives_its_silo_and_hands_each_event_over_once()
    {
        using var cluster = new SiloCluster(SiloProcess.OnPostgres(PostgresServer.Shared.CreateDatabase() + SiloProcess.Patiently), 1);
        await using var pushes = await Pushes.Listen();
        await cluster.StartAsync();
        var (provider, marketplace) = (cluster.Provider, cluster.Marketplace);
        var product = (await Post("/products", provider, "p", new { name = "Fibre", product_type = "utilities_broadband", enabled = true })).Id;
        var price = (await Post($"/products/{product}/pricing", provider, "q", new { name = "Monthly", currency = "GBP", amount = 3999 })).Id;
        for (var n = 0; n < Orders; n++)
        {
            var order = new { prod_id = product, pricing_id = price, input = new { }, user = new { reference = "u" } };
            await Post("/orders", marketplace, string.Create(CultureInfo.InvariantCulture, $"o-{n}"), order);
        }

        // Its endpoint comes after them: it missed them all.
        var endpointId = (await Post("/webhook-endpoints", provider, "e", new { url = pushes.Url })).Id;
        await Until(cluster, "/webhook-endpoints/" + endpointId, found => found.GetProperty("status").GetString() == "enabled");
        await pushes.Next();
        var job = await Post("/recoveries", provider, "r", new { endpoint_id = endpointId, from = "2020-01-01T00:00:00Z", per_second = 10 });
        var path = "/recoveries/" + job.Id;
        await Until(cluster, path, found => found.GetProperty("done").GetInt64() >= 20);
        cluster.Silos[0].Kill();
        await cluster.Silos[0].StartAsync();
        var done = await Until(cluster, path, found => found.GetProperty("status").GetString() == "done");
        (done.GetProperty("total").GetInt64(), done.GetProperty("done").GetInt64()).ShouldBe((Orders, Orders));

        var got = new Dictionary<string, int>();
        while (got.Count < Orders)
        {
            var push = (await pushes.Next()).Headers["webhook-id"];
            got[push] = got.GetValueOrDefault(push) + 1;
        }

        // What was on its way at the kill may come twice (G6); a piece handed over twice would bring ten more.
        got.Values.Sum().ShouldBeLessThan(Orders + 10);

        async Task<FireAnswer> Post(string to, string key, string idempotencyKey, object body)
        {
            var answer = await cluster.SendAsync(HttpMethod.Post, to, key, idempotencyKey, body);
            answer.Status.ShouldBe(201, answer.ToString());
            return answer;
        }
    }

    private static async Task<JsonElement> Until(SiloCluster cluster, string path, Func<JsonElement, bool> holds)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var found = (await cluster.SendAsync(HttpMethod.Get, path, cluster.Provider)).Body;
            if (holds(found))
            {
                return found;
            }

            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
