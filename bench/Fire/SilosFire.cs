using Actors.Bench.Fire.Cluster;
using Actors.Tests;

namespace Actors.Bench.Fire;

/// <summary>
/// Three silos as processes on one PostgreSQL, orders and webhooks to receivers that fail, hang and double; silos are
/// killed (SIGKILL) and restarted by chance, sometimes all at once.
/// </summary>
internal static class SilosFire
{
    private const int Silos = 3;

    /// <summary>One kill of so many takes all silos at once.</summary>
    private const int AllAtOnce = 10;

    public static async Task<FireReport> RunAsync(FireSettings settings)
    {
        var report = new FireReport("silos");
        using var server = new PostgresServer();
        await using var fire = await OrdersOnFire.LightAsync(
            SiloProcess.OnPostgres(server.CreateDatabase() + SiloProcess.Patiently), Silos, TimeSpan.FromMilliseconds(50), settings, report, OrdersOnFire.Quick);
        var (silos, receivers, load) = (fire.Silos, fire.Receivers, fire.Load);
        await KillAsync(silos, load, settings);
        await load.StopAsync();
        report.Note($"{settings.Kills} kills of {Silos} silos; {silos.Retries} times a request was sent again; {receivers.Pushes.Values.Sum(one => one.Count)} pushes arrived");
        await OrderChecks.RunAsync(silos, load, receivers, report, settings.Settle);
        return report;
    }

    private static async Task KillAsync(SiloCluster silos, OrderLoad load, FireSettings settings)
    {
        var chance = new Random(settings.Seed);
        for (var kills = 0; kills < settings.Kills;)
        {
            // Between two kills something is acknowledged: otherwise there would be nothing to lose.
            await load.ReachAsync(load.Placed.Count + 10);
            await Task.Delay(settings.Pause * chance.NextDouble());
            SiloProcess[] dying = kills % AllAtOnce == AllAtOnce - 1 ? [.. silos.Silos] : [silos.Silos[chance.Next(silos.Silos.Count)]];
            kills += dying.Length;
            Array.ForEach(dying, silo => silo.Kill());
            await Task.WhenAll(dying.Select(silo => silo.StartAsync()));
            if (kills % 10 < dying.Length)
            {
                settings.Say($"{kills} kills, {load.Placed.Count} orders acknowledged");
            }
        }
    }
}
