using System.Diagnostics;
using System.Globalization;
using Actors.Runtime.Hosting;
using Actors.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Bench;

/// <summary>Durable turns a second: state, journal row and outbox row each, acknowledged after the commit.</summary>
internal static class TurnBench
{
    public static async Task<int> RunAsync(string[] args)
    {
        var store = Argument(args, "--store", "postgres");
        var callers = int.Parse(Argument(args, "--callers", "64"), CultureInfo.InvariantCulture);
        var grains = int.Parse(Argument(args, "--grains", "10000"), CultureInfo.InvariantCulture);
        var seconds = int.Parse(Argument(args, "--seconds", "10"), CultureInfo.InvariantCulture);
        var sends = Argument(args, "--sends", "yes") == "yes";
        var directory = Directory.CreateTempSubdirectory("actors-bench-").FullName;
        try
        {
            await using var runtime = await SiloRuntime.OpenAsync(
                new SiloSettings { Postgres = store == "postgres" ? PostgresServer.Shared.CreateDatabase() : null, DataDirectory = directory },
                NullLoggerFactory.Instance);
            runtime.Types.Add<ITallyGrain, Tally, TallyCommand, TallyEvent, TallyView>(new TallyModel(), host => new TallyGrain(host));
            await MeasureAsync("warm-up", runtime, callers, grains, 3, sends);
            await MeasureAsync($"{store} c={callers}", runtime, callers, grains, seconds, sends);
            return 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task MeasureAsync(string name, SiloRuntime runtime, int callers, int grains, int seconds, bool sends)
    {
        var watch = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            List<double> mine = [];
            for (var i = caller; watch.Elapsed.TotalSeconds < seconds; i += 7919)
            {
                var started = Stopwatch.GetTimestamp();
                var grain = runtime.Grains.Get<ITallyGrain>((i % grains).ToString(CultureInfo.InvariantCulture));
                await grain.Execute(new TallyCommand("bench", sends), new Request("bench", TimeProvider.System.GetUtcNow()));
                mine.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return mine;
        })));
        var all = latencies.SelectMany(list => list).Order().ToArray();
        var elapsed = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-20} {all.Length / elapsed,10:N0} turns/s  p50 {all[all.Length / 2],6:N2} ms  p99 {all[(int)(all.Length * 0.99)],6:N2} ms  max {all[^1],7:N1} ms"));
    }

    private static string Argument(string[] args, string name, string otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
    }
}
