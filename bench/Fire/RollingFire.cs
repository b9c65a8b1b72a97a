using Actors.Bench.Fire.Cluster;
using Actors.Tests;

namespace Actors.Bench.Fire;

/// <summary>
/// Three silos are replaced one by one by silos of the next schema version, under load, behind a balancer that asks them
/// whether they are ready. No request fails beyond one retry on another silo; afterwards the old version does not start
/// any more, and says why.
/// </summary>
internal static class RollingFire
{
    private const int Silos = 3;
    private const int OrdersBetween = 20;

    /// <summary>What a next version may do to tables that the present one writes: add.</summary>
    private const string Additive = """
        ALTER TABLE grain ADD COLUMN region text NOT NULL DEFAULT '';
        ALTER TABLE journal ADD COLUMN note text;
        ALTER TABLE outbox ADD COLUMN priority int NOT NULL DEFAULT 0;
        CREATE INDEX grain_by_region ON grain (region) WHERE region <> '';
        CREATE TABLE region (id text PRIMARY KEY);
        """;

    public static async Task<FireReport> RunAsync(FireSettings settings)
    {
        var report = new FireReport("rolling");
        using var server = new PostgresServer();
        await using var fire = await OrdersOnFire.LightAsync(
            SiloProcess.OnPostgres(server.CreateDatabase()), Silos, TimeSpan.FromMilliseconds(50), settings, report, OrdersOnFire.Quick);
        var (silos, receivers, load) = (fire.Silos, fire.Receivers, fire.Load);
        silos.Balance();
        foreach (var silo in silos.Silos)
        {
            await load.ReachAsync(load.Placed.Count + OrdersBetween);
            await silo.StopAsync();
            silo.Twist = new Dictionary<string, string> { [FireSilo.NextSchema] = Additive };
            await silo.StartAsync();
            settings.Say($"{load.Placed.Count} orders acknowledged");
        }

        await load.ReachAsync(load.Placed.Count + OrdersBetween);
        await load.StopAsync();
        report.Note($"{silos.Retries} times a request was sent again ({silos.Reasons}); none failed more than {silos.MostTries - 1} times");
        if (silos.MostTries > 2)
        {
            report.Fault($"A request needed {silos.MostTries} tries");
        }

        await OrderChecks.RunAsync(silos, load, receivers, report, settings.Settle, verify: false);
        await OldOneAsync(silos, report);
        return report;
    }

    private static async Task OldOneAsync(SiloCluster silos, FireReport report)
    {
        using var old = new SiloProcess(silos.Store);
        try
        {
            await old.StartAsync();
            report.Fault("A silo of the old version started on the new schema");
        }
        catch (InvalidOperationException error)
        {
            report.Note("the old version, started again: " + error.Message.Split('\n').LastOrDefault(line => line.Contains("schema", StringComparison.Ordinal)));
        }
    }
}
