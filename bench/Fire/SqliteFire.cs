using Actors.Bench.Fire.Cluster;

namespace Actors.Bench.Fire;

/// <summary>
/// One silo on its file, under orders and webhooks: killed by chance, then with its disk full, then on a disk that takes
/// no writes.
/// </summary>
internal static class SqliteFire
{
    private const int DiskMegabytes = 256;

    public static async Task<FireReport> RunAsync(FireSettings settings)
    {
        var report = new FireReport("sqlite");
        using var disk = Machine.IsOurs ? new SmallDisk(DiskMegabytes) : null;
        using var folder = new TemporaryFolder();
        var data = disk?.Folder ?? folder.Path;
        await using var fire = await OrdersOnFire.LightAsync(
            SiloProcess.OnSqlite(data), 1, TimeSpan.FromMilliseconds(20), settings, report, "--Webhooks:Timeout", "00:00:02");
        var (silos, receivers, load) = (fire.Silos, fire.Receivers, fire.Load);

        var chance = new Random(settings.Seed);
        for (var kills = 0; kills < settings.Kills; kills++)
        {
            await load.ReachAsync(load.Placed.Count + 5);
            await Task.Delay(settings.Pause * chance.NextDouble());
            silos.Silos[0].Kill();
            await silos.Silos[0].StartAsync();
        }

        settings.Say($"{settings.Kills} kills, {load.Placed.Count} orders acknowledged");
        if (disk is not null)
        {
            await Outage.RunAsync("the disk was full", load, () => disk.Fill(), disk.Empty, settings, report);
        }

        await load.StopAsync();
        report.Note($"{settings.Kills} kills of the only silo; {silos.Retries} times a request was sent again");
        await OrderChecks.RunAsync(silos, load, receivers, report, settings.Settle, verify: false);

        // The file is its silo's: it is verified, and looked at without the right to write, when the silo is gone.
        silos.Silos[0].Kill();
        await OrderChecks.VerifyAsync(silos, report);
        if (disk is not null)
        {
            await ReadOnlyAsync(silos, disk, report);
        }
        else
        {
            report.Note("not root: disk full and read-only were left out");
        }

        return report;
    }

    /// <summary>On a disk that takes no writes it does not start, and says why; with the right back it goes on.</summary>
    private static async Task ReadOnlyAsync(SiloCluster silos, SmallDisk disk, FireReport report)
    {
        disk.Protect();
        try
        {
            await silos.Silos[0].StartAsync();
            report.Fault("It started on a disk that takes no writes");
        }
        catch (InvalidOperationException error)
        {
            var reason = error.Message.Split('\n').LastOrDefault(line => line.StartsWith("The silo cannot start:", StringComparison.Ordinal));
            if (reason is null || !reason.Contains("cannot be opened and written", StringComparison.Ordinal))
            {
                report.Fault($"It ended on a read-only disk without the right reason: {error.Message}");
            }

            report.Note("read-only disk: " + reason);
        }

        silos.Silos[0].Kill();
        disk.Release();
        await silos.Silos[0].StartAsync();
    }
}
