using System.Globalization;
using System.Text.Json;
using Actors.Tests.Webhooks;

namespace Actors.Tests.Cluster;

/// <summary>A silo as a process on PostgreSQL is killed in the middle of a recovery.</summary>
public sealed class KilledRecoveryTests
{
    private const int Orders = 60;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact]
    [Requirement("G5"), Requirement("MM-26")]
    public async Task A_recovery_outlives_its_silo_and_hands_each_event_over_once()
    {
        using var silo = new SiloProcess(PostgresServer.Shared.CreateDatabase());
        using var any = new AnySilo([silo]);
        await using var pushes = await Pushes.Listen();
        await silo.StartAsync();
        var (provider, marketplace) = (silo.Token("provider, sandbox")!, silo.Token("marketplace, sandbox")!);
        var (made, product) = await any.SendAsync(
            HttpMethod.Post, "/products", provider, "p", new { name = "Fibre", description = "", product_type = "utilities_broadband", meta = new { }, enabled = true });
        made.ShouldBe(201, product.ToString());
        var id = product.GetProperty("id").GetString()!;
        var (_, price) = await any.SendAsync(HttpMethod.Post, $"/products/{id}/pricing", provider, "q", new { name = "Monthly", currency = "GBP", amount = 3999 });
        for (var n = 0; n < Orders; n++)
        {
            var order = new { prod_id = id, pricing_id = price.GetProperty("id").GetString(), input = new { }, user = new { reference = "u" } };
            (await any.SendAsync(HttpMethod.Post, "/orders", marketplace, string.Create(CultureInfo.InvariantCulture, $"o-{n}"), order)).Status.ShouldBe(201);
        }

        // Its endpoint comes after them: it missed them all.
        var (_, endpoint) = await any.SendAsync(HttpMethod.Post, "/webhook-endpoints", provider, "e", new { url = pushes.Url });
        var endpointId = endpoint.GetProperty("id").GetString()!;
        await Until(any, provider, "/webhook-endpoints/" + endpointId, found => found.GetProperty("status").GetString() == "enabled");
        await pushes.Next();
        var (_, job) = await any.SendAsync(HttpMethod.Post, "/recoveries", provider, "r", new { endpoint_id = endpointId, from = "2020-01-01T00:00:00Z", per_second = 10 });
        var path = "/recoveries/" + job.GetProperty("id").GetString();
        await Until(any, provider, path, found => found.GetProperty("done").GetInt64() >= 20);
        silo.Kill();
        await silo.StartAsync();
        var done = await Until(any, provider, path, found => found.GetProperty("status").GetString() == "done");
        (done.GetProperty("total").GetInt64(), done.GetProperty("done").GetInt64()).ShouldBe((Orders, Orders));

        var got = new Dictionary<string, int>();
        while (got.Count < Orders)
        {
            var push = (await pushes.Next()).Headers["webhook-id"];
            got[push] = got.GetValueOrDefault(push) + 1;
        }

        // What was on its way at the kill may come twice (G6); a piece handed over twice would bring ten more.
        got.Values.Sum().ShouldBeLessThan(Orders + 10);
    }

    private static async Task<JsonElement> Until(AnySilo any, string key, string path, Func<JsonElement, bool> holds)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var (_, found) = await any.SendAsync(HttpMethod.Get, path, key);
            if (holds(found))
            {
                return found;
            }

            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
