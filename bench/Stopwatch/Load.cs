using Watch = System.Diagnostics.Stopwatch;

namespace Actors.Bench.Stopwatch;

/// <summary>Callers that each ask, wait for the answer, and ask again.</summary>
internal static class Load
{
    /// <param name="ask">The number of the caller, and of its question.</param>
    public static async Task<Figures> RunAsync(int callers, TimeSpan time, Func<int, long, Task> ask)
    {
        var started = Watch.GetTimestamp();
        var end = started + (long)(time.TotalSeconds * Watch.Frequency);
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            List<long> mine = new(4096);
            var now = Watch.GetTimestamp();
            for (long n = 0; now < end; n++)
            {
                await ask(caller, n);
                var after = Watch.GetTimestamp();
                mine.Add(after - now);
                now = after;
            }

            return mine;
        })));
        return Figures.Of([.. all.SelectMany(mine => mine)], Watch.GetElapsedTime(started));
    }
}
