using Actors.Bench.Fire.Cluster;
using Actors.Tests;
using Npgsql;

namespace Actors.Bench.Fire;

/// <summary>Journal rows are changed, deleted and swapped behind the silos' backs: verify names each, and nothing else.</summary>
internal static class TamperFire
{
    private const int Orders = 12;

    /// <summary>What is done to one order's journal, and which of its versions must be named.</summary>
    private static readonly (string What, string[] Sql, int[] Named)[] Deeds =
    [
        ("changed", ["UPDATE journal SET actor = actor || 'x' WHERE type = 'order' AND id = @id AND version = 1"], [1]),
        ("changed", ["UPDATE journal SET events = replace(events, 'AB1 2CD', 'ZZ9 9ZZ') WHERE type = 'order' AND id = @id AND version = 1"], [1]),
        ("deleted", ["DELETE FROM journal WHERE type = 'order' AND id = @id AND version = 1"], [1]),
        ("deleted", ["DELETE FROM journal WHERE type = 'order' AND id = @id AND version = 2"], [2]),
        ("swapped", [
            "UPDATE journal SET version = 99 WHERE type = 'order' AND id = @id AND version = 1",
            "UPDATE journal SET version = 1 WHERE type = 'order' AND id = @id AND version = 2",
            "UPDATE journal SET version = 2 WHERE type = 'order' AND id = @id AND version = 99"], [1, 2]),
        ("state changed", ["UPDATE grain SET state = replace(state, 'AB1 2CD', 'ZZ9 9ZZ') WHERE type = 'order' AND id = @id"], [2]),
    ];

    public static async Task<FireReport> RunAsync(FireSettings settings)
    {
        var report = new FireReport("tamper");
        using var server = new PostgresServer();
        var postgres = server.CreateDatabase();
        using var silos = new SiloCluster(SiloProcess.OnPostgres(postgres + SiloProcess.Patiently), 1);
        await silos.StartAsync();
        var load = new OrderLoad(silos, new BadManners(settings.Seed, 0), report);
        await load.OfferAsync();
        List<string> orders = [];
        for (var n = 0; n < Orders; n++)
        {
            orders.Add((await load.PlaceAsync($"order-{n}")).Id);
            await silos.SendAsync(HttpMethod.Post, $"/orders/{orders[n]}", silos.Provider, "a" + n, new { status = "Succesful", output = new { } });
        }

        report.Acknowledged = orders.Count;
        await OrderChecks.VerifyAsync(silos, report);
        foreach (var ((what, sql, named), order) in Deeds.Zip(orders))
        {
            await TamperAsync(postgres, sql, order, report);
            settings.Say($"{what}: {order}");
        }

        var (code, output) = await silos.VerifyAsync();
        if (code != 1)
        {
            report.Fault($"verify ended with {code} on a tampered store");
        }

        foreach (var (order, n) in orders.Select((order, n) => (order, n)))
        {
            Check(order, n < Deeds.Length ? Deeds[n] : ("left alone", [], []), output.Split('\n'), report);
        }

        report.Note($"{Deeds.Length} tampered journals, each named with its version; {Orders - Deeds.Length} untouched ones were not named");
        return report;
    }

    private static void Check(string order, (string What, string[] Sql, int[] Named) deed, string[] lines, FireReport report)
    {
        foreach (var version in deed.Named.Where(version => !lines.Any(line => line.StartsWith($"order/{order} at version {version}:", StringComparison.Ordinal))))
        {
            report.Lose($"{order} was {deed.What} at version {version}, and verify does not say so: {string.Join(" | ", lines)}");
        }

        if (deed.Named.Length == 0 && lines.Any(line => line.Contains(order, StringComparison.Ordinal)))
        {
            report.Fault($"{order} was left alone, and verify names it");
        }
    }

    private static async Task TamperAsync(string postgres, string[] statements, string order, FireReport report)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            command.Parameters.AddWithValue("id", order);
            if (await command.ExecuteNonQueryAsync() != 1)
            {
                report.Fault($"Nothing was tampered with by {sql}");
            }
        }
    }
}
