using System.Globalization;
using Actors.Runtime.Hosting;
using Actors.Runtime.Storage;
using Actors.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Bench;

/// <summary>
/// What one look for messages costs when nothing of what waits may leave: many destinations that are paused or
/// throttled, and a dead one with very many messages.
/// </summary>
internal static class LookBench
{
    private const int Destinations = 10_000, Behind = 100_000, Times = 20;

    private const string Fill = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
        INSERT INTO outbox (kind, destination, subject, message_id, topic, body, trace, clock, created_at, due_at)
        SELECT 'webhook', CASE WHEN @many = 1 THEN 'acc' || i || '.production/we_1' ELSE 'acc0.production/we_dead' END, 'po_' || i, 'evt_' || i, 'order.created', '{}', '', '', 1000, 1000 FROM n
        """;

    private const string Hold = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
        INSERT INTO destination (kind, destination, state, held_until, per_second, free_at)
        SELECT 'webhook', 'acc' || i || '.production/we_1', CASE WHEN i % 2 = 0 THEN 'Paused' ELSE '' END,
            CASE WHEN i % 2 = 0 THEN 9223372036854775807 ELSE 0 END, CASE WHEN i % 2 = 0 THEN 0 ELSE 1 END, 9000000000000 FROM n
        """;

    private const string Dead = """
        INSERT INTO destination (kind, destination, state, failures, held_until) VALUES ('webhook', 'acc0.production/we_dead', 'Failing', 9, 9000000000)
        """;

    public static async Task<int> RunAsync()
    {
        foreach (var postgres in (bool[])[false, true])
        {
            var directory = Directory.CreateTempSubdirectory("actors-bench-").FullName;
            await using (var store = await OpenedStore.OpenAsync(
                new SiloSettings { Postgres = postgres ? PostgresServer.Shared.CreateDatabase() : null, DataDirectory = directory },
                NullLoggerFactory.Instance,
                CancellationToken.None))
            {
                await MeasureAsync(postgres ? "postgres" : "sqlite", store);
            }

            Directory.Delete(directory, recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(string name, OpenedStore store)
    {
        await RunAsync(store, Fill, ("count", Destinations), ("many", 1));
        await RunAsync(store, Fill, ("count", Behind), ("many", 0));
        await RunAsync(store, Hold, ("count", Destinations));
        await RunAsync(store, Dead);
        await TimeAsync($"{name}: look at all", () => store.Destinations.WaitingAsync("webhook", CancellationToken.None));
        await TimeAsync($"{name}: next", () => store.Due.NextMessageAsync("webhook", 5_000, CancellationToken.None));
        await TimeAsync($"{name}: one probe", () => store.Destinations.ClaimAsync(
            "webhook", [new ClaimTarget("acc0.production/we_dead", 5_000, 1, 0)], TimeSpan.FromMinutes(5), 1, 0, CancellationToken.None));
        await RunAsync(store, "ANALYZE");
        await TimeAsync($"{name}: look at all, analysed", () => store.Destinations.WaitingAsync("webhook", CancellationToken.None));
    }

    private static Task<int> RunAsync(OpenedStore store, string sql, params (string, object?)[] parameters) => store.Database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(transaction, sql, parameters, CancellationToken.None, unlimited: true), CancellationToken.None);

    private static async Task TimeAsync<T>(string what, Func<Task<T>> look)
    {
        List<double> times = [];
        for (var i = 0; i < Times; i++)
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            await look();
            times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-32} p50 {times[Times / 2],8:N2} ms  max {times[^1],8:N2} ms"));
    }
}
