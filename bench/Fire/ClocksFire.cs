using System.Globalization;
using Actors.Bench.Fire.Cluster;
using Actors.Tests;

namespace Actors.Bench.Fire;

/// <summary>
/// One silo of three has a clock that is an hour ahead, then one that is an hour behind, under load. An order may stand
/// in the manual queue early or late; nothing is lost, doubled or out of order. The clock that is wrong is the one that
/// the silo reads (a TimeProvider); the machine's own stays right.
/// </summary>
internal static class ClocksFire
{
    private const int Silos = 3;
    private const int Orders = 30;
    private const double Hour = 3600;

    public static async Task<FireReport> RunAsync(FireSettings settings)
    {
        var report = new FireReport("clocks");
        using var server = new PostgresServer();
        await using var fire = await OrdersOnFire.LightAsync(
            SiloProcess.OnPostgres(server.CreateDatabase()), Silos, TimeSpan.FromMilliseconds(50), settings, report, OrdersOnFire.Quick);
        var (silos, receivers, load) = (fire.Silos, fire.Receivers, fire.Load);
        foreach (var ahead in new[] { Hour, -Hour })
        {
            await silos.Silos[1].StopAsync();
            silos.Silos[1].Twist = new Dictionary<string, string> { [FireSilo.ClockAhead] = ahead.ToString(CultureInfo.InvariantCulture) };
            await silos.Silos[1].StartAsync();
            await load.ReachAsync(load.Placed.Count + Orders);
            report.Note($"one silo of three {ahead} s ahead; {load.Placed.Count} orders acknowledged by then");
        }

        await load.StopAsync();
        await OrderChecks.RunAsync(silos, load, receivers, report, settings.Settle);
        return report;
    }
}
