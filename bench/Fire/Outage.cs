using Actors.Bench.Fire.Cluster;

namespace Actors.Bench.Fire;

/// <summary>Something is away for a while, under load: errors while it lasts, and recovery without help.</summary>
internal static class Outage
{
    /// <summary>How long it may take until orders are acknowledged again.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    /// <param name="meanwhile">What is looked at towards its end.</param>
    public static async Task RunAsync(
        string what, OrderLoad load, Action begin, Action end, FireSettings settings, FireReport report, Func<Task>? meanwhile = null)
    {
        await load.ReachAsync(load.Placed.Count + 5);
        begin();
        var (before, began) = (load.Placed.Count, TimeProvider.System.GetTimestamp());
        await Task.Delay(settings.Outage);
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        var (during, lasted) = (load.Placed.Count - before, TimeProvider.System.GetElapsedTime(began));
        end();
        var ended = TimeProvider.System.GetTimestamp();
        var recovered = load.ReachAsync(load.Placed.Count + 5);
        if (await Task.WhenAny(recovered, Task.Delay(Recovery)) != recovered)
        {
            report.Fault($"After {what}, nothing was acknowledged for {Recovery.TotalSeconds:0} s");
        }

        var text = $"{what} for {lasted.TotalSeconds:0} s: {during} orders acknowledged meanwhile, again after {TimeProvider.System.GetElapsedTime(ended).TotalSeconds:0.0} s";
        settings.Say(text);
        report.Note(text);
    }
}
