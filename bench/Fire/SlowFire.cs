using Actors.Bench.Fire.Cluster;
using Actors.Bench.Fire.Slow;

namespace Actors.Bench.Fire;

/// <summary>
/// Thousands of idle and slow connections on one silo: headers and bodies dribbled, keep-alives, long polls, event
/// streams. Honest callers are answered all the same. Then more connections than the silo holds: those that have been
/// idle longest make room, and honest callers are answered still.
/// </summary>
internal static class SlowFire
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static async Task<FireReport> RunAsync(FireSettings settings)
    {
        var report = new FireReport("slow");
        await CrowdedAsync(settings, report);
        await FullAsync(settings, report);
        return report;
    }

    private static async Task CrowdedAsync(FireSettings settings, FireReport report)
    {
        using var folder = new TemporaryFolder();
        using var silos = new SiloCluster(SiloProcess.OnSqlite(folder.Path), 1);
        await silos.StartAsync();
        var honest = new HonestCallers(silos, settings, report);
        await honest.BeginAsync();
        await honest.AskAsync("cold");
        report.Note(await honest.AskAsync("without the crowd"));

        await using var crowd = new SlowCrowd(silos.Silos[0].Address, silos.Marketplace, honest.Screen);
        var (before, idle) = (silos.Silos[0].WorkingSet, settings.Connections / 2);
        await crowd.JoinAsync(idle, SlowKind.Idle, Limit);
        report.Note($"{idle} idle connections: the silo's working set grew from {before >> 20} to {silos.Silos[0].WorkingSet >> 20} MiB, {(silos.Silos[0].WorkingSet - before) / idle / 1024.0:0.0} KiB each");
        settings.Say($"{crowd.Open} are connected");
        await crowd.JoinAsync(settings.Connections - idle, null, Limit);
        settings.Say($"{crowd.Open} are connected");
        report.Note(await honest.AskAsync($"among {settings.Connections} idle and slow connections"));
        report.Note($"{silos.Silos[0].WorkingSet >> 20} MiB at the end; ended by the server, and come again: {crowd.Fates}");
        if (crowd.Arrived < settings.Connections)
        {
            report.Fault($"Only {crowd.Arrived} of {settings.Connections} connections came about; is the limit of open files (ulimit -Hn) too low?");
        }

        // A body at a byte a second is not waited for.
        if (!await SlowCrowd.UntilAsync(() => crowd.Ended > 0, Limit))
        {
            report.Fault("The server ended no slow connection");
        }
    }

    private static async Task FullAsync(FireSettings settings, FireReport report)
    {
        var most = Math.Max(20, settings.Connections / 10);
        using var folder = new TemporaryFolder();
        using var silos = new SiloCluster(SiloProcess.OnSqlite(folder.Path), 1, "--Connections:Max", $"{most}");
        await silos.StartAsync();
        var honest = new HonestCallers(silos, settings, report);
        await honest.BeginAsync();
        await using var crowd = new SlowCrowd(silos.Silos[0].Address, silos.Marketplace, honest.Screen);
        await crowd.JoinAsync(most * 2, SlowKind.Silent, Limit);
        report.Note(await honest.AskAsync($"with {most * 2} idle connections where {most} have room"));
        if (!await SlowCrowd.UntilAsync(() => crowd.Ended >= most, Limit))
        {
            report.Fault($"Only {crowd.Ended} connections made room, and {crowd.Open} are open where {most} have room");
        }

        report.Note($"{crowd.Ended} made room; all came again and again");
    }
}
