using Actors.Bench.Fire.Cluster;
using Actors.Tests;

namespace Actors.Bench.Fire;

/// <summary>
/// Three silos lose their PostgreSQL under load: killed (SIGKILL) and started again; its network cut; its disk full.
/// Errors while it lasts, nothing lost, recovery without help.
/// </summary>
internal static class DatabaseFire
{
    private const int Silos = 3;
    private const int DiskMegabytes = 1024;

    public static async Task<FireReport> RunAsync(FireSettings settings)
    {
        var report = new FireReport("database");
        using var disk = Machine.IsOurs ? new SmallDisk(DiskMegabytes) : null;
        using var network = Machine.IsOurs ? new FarNetwork() : null;
        using var server = new PostgresServer("", disk?.Folder, network is null ? null : (network.Name, network.Address));
        await using var fire = await OrdersOnFire.LightAsync(
            SiloProcess.OnPostgres(server.CreateDatabase()), Silos, TimeSpan.FromMilliseconds(20), settings, report, OrdersOnFire.Quick);
        var (silos, receivers, load) = (fire.Silos, fire.Receivers, fire.Load);

        await KillAsync(server, load, settings, report);
        if (disk is not null && network is not null)
        {
            await Outage.RunAsync("the network was cut", load, network.Cut, network.Mend, settings, report);
            await Outage.RunAsync("the disk was full", load, () => disk.Fill(), () => Free(server, disk, report), settings, report);
        }
        else
        {
            report.Note("not root: network and disk were left out");
        }

        await load.StopAsync();
        report.Note($"{silos.Retries} times a request was sent again; {receivers.Pushes.Values.Sum(one => one.Count)} pushes arrived");
        await OrderChecks.RunAsync(silos, load, receivers, report, settings.Settle);
        return report;
    }

    private static async Task KillAsync(PostgresServer server, OrderLoad load, FireSettings settings, FireReport report)
    {
        // A database needs longer to come back than a silo does.
        var (chance, times) = (new Random(settings.Seed), Math.Max(1, settings.Kills / 4));
        for (var kills = 0; kills < times;)
        {
            await load.ReachAsync(load.Placed.Count + 5);
            await Task.Delay(settings.Pause * chance.NextDouble());
            server.Kill();
            server.Start();
            if (++kills % 10 == 0)
            {
                settings.Say($"{kills} kills of PostgreSQL, {load.Placed.Count} orders acknowledged");
            }
        }

        report.Note($"{times} kills of PostgreSQL");
    }

    /// <summary>A full disk may end PostgreSQL itself: then its keeper starts it again. The silos get no help.</summary>
    private static void Free(PostgresServer server, SmallDisk disk, FireReport report)
    {
        disk.Empty();
        if (!server.IsRunning)
        {
            report.Note("PostgreSQL had ended itself on the full disk and was started again");
            server.Start();
        }
    }
}
