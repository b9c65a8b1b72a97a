using System.Collections.Concurrent;

namespace Actors.Bench.Fire.Cluster;

/// <summary>
/// What callers asked of one versioned resource and were told, with the time of both. Versions give the serial order
/// that a register must have had, so the check is exact: each version has one value and one writer, none is missing,
/// and what ended before something else began stands before it (linearizability).
/// </summary>
internal sealed class History(string path, SiloCluster silos, FireReport report)
{
    private readonly ConcurrentQueue<Operation> _operations = [];
    private int _overloads;

    public async Task ReadAsync(int silo)
    {
        var started = TimeProvider.System.GetTimestamp();
        if (await silos.TryAsync(silos.Silos[silo], HttpMethod.Get, path, silos.Provider) is var answer && Is(answer, "read"))
        {
            Note(started, answer!, isWrite: false);
        }
    }

    public async Task ChangeAsync(int silo, string value)
    {
        var started = TimeProvider.System.GetTimestamp();
        var answer = await silos.TryAsync(silos.Silos[silo], HttpMethod.Patch, path, silos.Provider, null, new { description = value });
        if (Is(answer, value))
        {
            Note(started, answer!, isWrite: true);
        }
    }

    /// <summary>A change of the version that was just read: done, or honestly refused.</summary>
    public async Task ChangeIfAsync(int silo, string value)
    {
        if (await silos.TryAsync(silos.Silos[silo], HttpMethod.Get, path, silos.Provider) is not { Status: 200 } seen)
        {
            return;
        }

        var started = TimeProvider.System.GetTimestamp();
        var answer = await silos.TryAsync(silos.Silos[silo], HttpMethod.Patch, path, silos.Provider, null, new { description = value }, seen.ETag);
        if (answer?.Status == 412)
        {
            _operations.Enqueue(new Operation(started, TimeProvider.System.GetTimestamp(), Version(seen.ETag!), "", Kind.Refused));
        }
        else if (Is(answer, value))
        {
            Note(started, answer!, isWrite: true);
            if (Version(answer!.ETag!) != Version(seen.ETag!) + 1)
            {
                report.Double($"A change of version {seen.ETag} made version {answer.ETag}");
            }
        }
    }

    public void Check(string lastTag)
    {
        var last = Version(lastTag);
        var all = _operations.OrderBy(operation => operation.Started).ToList();
        var done = all.Where(operation => operation.Kind != Kind.Refused).ToList();
        var writers = done.Where(operation => operation.Kind == Kind.Write).ToLookup(operation => operation.Version);
        report.Acknowledged = done.Count(operation => operation.Kind == Kind.Write);
        foreach (var twice in writers.Where(writer => writer.Count() > 1))
        {
            report.Lose($"Version {twice.Key} was promised to {string.Join(" and ", twice.Select(one => one.Value))}");
        }

        for (var version = 2; version <= last; version++)
        {
            if (!writers.Contains(version))
            {
                report.Double($"Nobody was told of version {version}");
            }
        }

        done.Where(operation => operation.Version > last).ToList().ForEach(gone => report.Lose($"Version {gone.Version} of {gone.Value} is gone"));
        foreach (var torn in done.GroupBy(operation => operation.Version).Where(same => same.Select(one => one.Value).Distinct().Count() > 1))
        {
            report.Fault($"Version {torn.Key} was shown as {string.Join(" and as ", torn.Select(one => one.Value).Distinct())}");
        }

        CheckTime(done);
        foreach (var refused in all.Where(operation => operation.Kind == Kind.Refused))
        {
            if (!writers[refused.Version + 1].Any(writer => writer.Started < refused.Ended))
            {
                report.Fault($"A change of version {refused.Version} was refused though nobody had changed it");
            }
        }

        var (reads, refusals) = (done.Count - report.Acknowledged, all.Count - done.Count);
        report.Note($"{report.Acknowledged} changes and {reads} reads in one serial order, {refusals} refused for their condition, {_overloads} honest overloads");
    }

    /// <summary>What had ended is never behind what began later; a later write is past it.</summary>
    private void CheckTime(List<Operation> done)
    {
        var ended = done.OrderBy(operation => operation.Ended).ToList();
        var (highest, at) = (0L, 0);
        foreach (var operation in done)
        {
            for (; at < ended.Count && ended[at].Ended < operation.Started; at++)
            {
                highest = Math.Max(highest, ended[at].Version);
            }

            if (operation.Version < highest || (operation.Version == highest && operation.Kind == Kind.Write))
            {
                report.Misorder($"{operation.Kind} {operation.Version} began after version {highest} was acknowledged");
            }
        }
    }

    private bool Is(FireAnswer? answer, string what)
    {
        if (answer is { Status: 503, SaysWhen: true } && answer.Text.Contains("overload", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _overloads);
        }
        else if (answer is not { Status: 200 })
        {
            report.Fault($"{what} got {answer?.ToString() ?? "no answer"}");
        }

        return answer is { Status: 200 };
    }

    private void Note(long started, FireAnswer answer, bool isWrite) => _operations.Enqueue(new Operation(
        started, TimeProvider.System.GetTimestamp(), Version(answer.ETag!), answer.Body.GetProperty("description").GetString()!, isWrite ? Kind.Write : Kind.Read));

    // A product's tag also names the version of its type's rules, behind a point.
    private static long Version(string tag) => long.Parse(tag.Trim('"').Split('.')[0], null);

    private enum Kind
    {
        Read,
        Write,
        Refused,
    }

    private sealed record Operation(long Started, long Ended, long Version, string Value, Kind Kind);
}
