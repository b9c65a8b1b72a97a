using System.Collections.Concurrent;

namespace Actors.Tests.Cluster;

/// <summary>Three silos as processes on one PostgreSQL; silos are killed under a load of orders.</summary>
public sealed class KilledSilosTests
{
    private const int Kills = 3;
    private const int Callers = 6;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact]
    [Requirement("G3")]
    [Requirement("G4")]
    [Requirement("G6")]
    [Requirement("MM-44")]
    public async Task Silos_are_killed_under_load_and_every_order_exists_once_and_is_answered()
    {
        var postgres = PostgresServer.Shared.CreateDatabase();
        SiloProcess[] silos = [new(postgres), new(postgres), new(postgres)];
        using var any = new AnySilo(silos);
        await using var partner = new AnsweringPartner(any);
        try
        {
            await Task.WhenAll([partner.StartAsync(), .. silos.Select(silo => silo.StartAsync())]);
            var marketplace = silos.Select(silo => silo.Token("marketplace, sandbox")).Single(token => token is not null)!;
            partner.Key = silos.Select(silo => silo.Token("provider, sandbox")).Single(token => token is not null)!;
            var (product, price) = await OfferAsync(any, partner);

            using var enough = new CancellationTokenSource();
            var placed = new ConcurrentDictionary<string, string>();
            var load = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => PlaceAsync(any, marketplace, product, price, caller, placed, enough.Token))).ToList();
            for (var kill = 0; kill < Kills; kill++)
            {
                silos[kill % silos.Length].Kill();
                await silos[kill % silos.Length].StartAsync();
            }

            await enough.CancelAsync();
            await Task.WhenAll(load);

            // Acknowledged is there, once, under the first answer.
            placed.Count.ShouldBeGreaterThan(Kills);
            placed.Values.Distinct().Count().ShouldBe(placed.Count);
            await Parallel.ForEachAsync(placed, async (one, _) =>
            {
                var (status, again) = await any.SendAsync(HttpMethod.Post, "/orders", marketplace, one.Key, Body(product, price));
                (status, again.GetProperty("id").GetString()).ShouldBe((201, one.Value));
            });

            await Task.WhenAll(placed.Values.Select(partner.Answered)).WaitAsync(Limit);
            (await CountAsync(any, marketplace)).ShouldBe(placed.Count);
            partner.Pushes.Values.ShouldAllBe(pushes => pushes.All(push => push.Sequence == 1 && push.EventId == pushes.First().EventId));
            var (code, output) = await SiloProcess.VerifyAsync(postgres);
            output.ShouldEndWith("Every journal is whole.\n");
            code.ShouldBe(0);
        }
        finally
        {
            Array.ForEach(silos, silo => silo.Dispose());
        }
    }

    private static async Task<(string Product, string Price)> OfferAsync(AnySilo any, AnsweringPartner partner)
    {
        var (made, endpoint) = await any.SendAsync(HttpMethod.Post, "/webhook-endpoints", partner.Key, "e", new { url = partner.Url, description = "test" });
        made.ShouldBe(201);
        await EnabledAsync(any, partner.Key, endpoint.GetProperty("id").GetString()!);
        var (_, product) = await any.SendAsync(
            HttpMethod.Post, "/products", partner.Key, "p", new { name = "Fibre", description = "", product_type = "utilities_broadband", meta = new { }, enabled = true });
        var id = product.GetProperty("id").GetString()!;
        var (_, price) = await any.SendAsync(
            HttpMethod.Post, $"/products/{id}/pricing", partner.Key, "q", new { name = "Monthly", currency = "GBP", amount = 3999 });
        return (id, price.GetProperty("id").GetString()!);
    }

    /// <summary>Returns when the endpoint has given its challenge back.</summary>
    private static async Task EnabledAsync(AnySilo any, string key, string endpoint)
    {
        using var limit = new CancellationTokenSource(Limit);
        while ((await any.SendAsync(HttpMethod.Get, "/webhook-endpoints/" + endpoint, key)).Body.GetProperty("status").GetString() != "enabled")
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task PlaceAsync(
        AnySilo any, string marketplace, string product, string price, int caller, ConcurrentDictionary<string, string> placed, CancellationToken enough)
    {
        for (var n = 0; !enough.IsCancellationRequested && n < 200; n++)
        {
            var key = $"order-{caller}-{n}";
            var (status, order) = await any.SendAsync(HttpMethod.Post, "/orders", marketplace, key, Body(product, price));
            status.ShouldBe(201);
            placed[key] = order.GetProperty("id").GetString()!;
        }
    }

    private static object Body(string product, string price) =>
        new { prod_id = product, pricing_id = price, quantity = 1, input = new { postcode = "AB1 2CD" }, user = new { reference = "u-1", name = "A customer" } };

    private static async Task<int> CountAsync(AnySilo any, string marketplace)
    {
        var (count, cursor) = (0, "");
        while (true)
        {
            var (_, page) = await any.SendAsync(HttpMethod.Get, "/orders?limit=100" + cursor, marketplace);
            var data = page.GetProperty("data");
            count += data.GetArrayLength();
            if (!page.GetProperty("has_more").GetBoolean())
            {
                return count;
            }

            cursor = "&starting_after=" + data[data.GetArrayLength() - 1].GetProperty("id").GetString();
        }
    }
}
