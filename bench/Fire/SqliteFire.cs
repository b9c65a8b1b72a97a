using Actors.Bench.Fire.Cluster;

namespace Actors.Bench.Fire;

/// <summary>
/// One silo on its file, under orders and webhooks: killed by chance; then with its disk full; then with its files
/// read-only under its hands; then on a disk that takes no writes at its start.
/// </summary>
internal static class SqliteFire
{
    /// <summary>Room for the write-ahead log and what is there from the start, and for what is ordered between two kills.</summary>
    private const int FirstMegabytes = 256;
    private const int MegabytesPerKill = 8;

    /// <summary>What it writes. Not the index of the log, which it maps: no disk gives an error there, but ends the process.</summary>
    private static readonly string[] Files = ["actors.db", "actors.db-wal"];

    public static async Task<FireReport> RunAsync(FireSettings settings)
    {
        var report = new FireReport("sqlite");
        using var disk = Machine.IsOurs ? new SmallDisk(FirstMegabytes + (MegabytesPerKill * settings.Kills)) : null;
        using var folder = new TemporaryFolder();
        var data = disk?.Folder ?? folder.Path;

        // No faster than what fails and hangs lets pushes leave: two receivers take them from one silo.
        await using var fire = await OrdersOnFire.LightAsync(
            SiloProcess.OnSqlite(data), 1, TimeSpan.FromMilliseconds(100), settings, report, "--Webhooks:Timeout", "00:00:02");
        var (silos, receivers, load) = (fire.Silos, fire.Receivers, fire.Load);

        await KillAsync(silos.Silos[0], load, settings);
        if (disk is not null)
        {
            await Outage.RunAsync(
                "the disk was full", load, () => disk.Fill(), disk.Empty, settings, report, () => RestartAsync(silos.Silos[0], disk, report));
        }

        if (disk is { CanProtectOpenFiles: true })
        {
            await Outage.RunAsync(
                "its files were read-only", load, () => disk.Protect(Files), () => disk.Release(Files), settings, report, () => AskAsync(fire, report));
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

        if (disk is not { CanProtectOpenFiles: true })
        {
            report.Note(disk is null ? "not root: disk full and read-only were left out" : "no loop device: files read-only in use were left out");
        }

        return report;
    }

    private static async Task KillAsync(SiloProcess silo, OrderLoad load, FireSettings settings)
    {
        var chance = new Random(settings.Seed);
        for (var kills = 0; kills < settings.Kills;)
        {
            await load.ReachAsync(load.Placed.Count + 5);
            await Task.Delay(settings.Pause * chance.NextDouble());
            silo.Kill();
            await silo.StartAsync();
            if (++kills % 10 == 0)
            {
                settings.Say($"{kills} kills, {load.Placed.Count} orders acknowledged");
            }
        }
    }

    /// <summary>Killed on the full disk it starts, or says why not; with room again it does start.</summary>
    private static async Task RestartAsync(SiloProcess silo, SmallDisk disk, FireReport report)
    {
        silo.Kill();
        var reason = await RefusalAsync(silo, disk, report);
        report.Note("killed on the full disk: " + (reason ?? "it started again at once"));
        disk.Empty();
        if (!silo.IsRunning)
        {
            await silo.StartAsync();
        }
    }

    /// <summary>
    /// What nobody can write is refused, with the honest reason and when to come again; what is there is shown. That
    /// nothing was done is seen at the end: an order that nobody was told of would be found.
    /// </summary>
    private static async Task AskAsync(OrdersOnFire fire, FireReport report)
    {
        var (silos, order) = (fire.Silos, fire.Load.Placed.Values.First());
        var refused = await fire.Load.TryPlaceAsync("order-that-cannot-be-written");
        if (refused is not { Status: 503, SaysWhen: true } || !refused.Text.Contains("store_unavailable", StringComparison.Ordinal))
        {
            report.Fault($"With its files read-only, an order got {refused?.ToString() ?? "no answer"}");
        }

        var read = await silos.TryAsync(silos.Silos[0], HttpMethod.Get, "/orders/" + order.Id, silos.Provider);
        if (read is not { Status: 200 })
        {
            report.Fault($"With its files read-only, a read got {read?.ToString() ?? "no answer"}");
        }

        report.Note($"files read-only: an order was answered with {refused?.Status}, a read with {read?.Status}");
    }

    /// <summary>On a disk that takes no writes it does not start, and says why; with the right back it goes on.</summary>
    private static async Task ReadOnlyAsync(SiloCluster silos, SmallDisk disk, FireReport report)
    {
        disk.Protect();
        if (await RefusalAsync(silos.Silos[0], disk, report) is { } reason)
        {
            report.Note("read-only disk: " + reason);
        }
        else
        {
            report.Fault("It started on a disk that takes no writes");
        }

        silos.Silos[0].Kill();
        disk.Release();
        await silos.Silos[0].StartAsync();
    }

    /// <summary>Why it does not start; null when it does.</summary>
    private static async Task<string?> RefusalAsync(SiloProcess silo, SmallDisk disk, FireReport report)
    {
        try
        {
            await silo.StartAsync();
            return null;
        }
        catch (InvalidOperationException error)
        {
            var reason = error.Message.Split('\n').LastOrDefault(line => line.StartsWith("The silo cannot start:", StringComparison.Ordinal));
            if (reason is null || !reason.Contains("cannot be opened and written", StringComparison.Ordinal))
            {
                report.Fault($"It ended without the right reason: {error.Message}");
            }

            return reason?.Replace(disk.Folder, "data", StringComparison.Ordinal) ?? "no reason";
        }
    }
}
