using System.Collections.Concurrent;
using Actors.Orders;
using Actors.Products;
using Actors.Runtime.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Bench.Fire;

/// <summary>
/// Places orders as a silo would have a day ago, if every silo had died before it pushed one: the real grains and the
/// real engine in this process, on a clock that stands still a day ago, with nobody who sends webhooks.
/// </summary>
internal static class Yesterday
{
    private const int Callers = 256;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <returns>The ids of the orders. Each has a reminder, and its push to its provider waits.</returns>
    public static async Task<IReadOnlyCollection<string>> PlaceAsync(string postgres, IReadOnlyList<string> products, int count)
    {
        var clock = new StoppedClock(TimeProvider.System.GetUtcNow().AddDays(-1));
        var at = clock.GetUtcNow();
        await using var silo = await SiloRuntime.OpenAsync(new SiloSettings { Postgres = postgres, Time = clock }, NullLoggerFactory.Instance);
        silo.Types.AddPlatformGrains();
        await silo.StartAsync([]);
        var offers = await Task.WhenAll(products.Select(async id => (await silo.Grains.Get<IProductGrain>(id).Read())!.Value));
        var placed = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (n, _) =>
        {
            var (id, offer) = (silo.Ids.New("po"), offers[n % offers.Length]);
            var place = new OrderCommand.Place(
                id, "marketplace", DataEnvironment.Production, offer with { Ordered = true }, [], offer.Prices[0].Id, "tus_backlog",
                new Dictionary<string, string> { ["postcode"] = "AB1 2CD" }, 1, null, ProviderListens: true, at);
            var reply = await silo.Grains.Get<IOrderGrain>(id).Execute(place, new Request("backlog", at) { RequestId = "req_backlog" });
            if (reply is not Reply<OrderView>.Done)
            {
                throw new InvalidOperationException($"The order {id} was refused: {reply}");
            }

            placed.Add(id);
        });

        // The providers' feeds hear of each order, and publish it.
        using var limit = new CancellationTokenSource(Patience);
        while (await CountAsync(silo, "outbox") != count || await CountAsync(silo, "outbox", "kind = 'webhook'") != count)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        return await CountAsync(silo, "reminder", "name = 'deadline'") is var reminders && reminders == count
            ? placed
            : throw new InvalidOperationException($"There are {reminders} reminders of {count} orders.");
    }

    private static async Task<long> CountAsync(SiloRuntime silo, string table, string where = "1 = 1") => (await silo.Store.Database.QueryAsync(
        $"SELECT count(*) FROM {table} WHERE {where}", [], reader => reader.GetInt64(0), CancellationToken.None))[0];

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
