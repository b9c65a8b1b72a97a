using System.Globalization;
using Actors.Runtime.Activations;
using Actors.Runtime.Storage;
using Actors.Runtime.Turns;

namespace Actors.Runtime.Due;

/// <summary>
/// A breaker for each destination: after some failures in a row it is held, ever longer, and then tried with one
/// message; after days of nothing but failures it is given up until its owner says otherwise.
/// </summary>
internal sealed class HealthRules(IEnumerable<IDispatcher> dispatchers, GrainRegistry registry, RuntimeOptions options) : IHealthRules
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, IDispatcher> _dispatchers = dispatchers.ToDictionary(dispatcher => dispatcher.Kind, StringComparer.Ordinal);

    public bool Watches(string kind) => _dispatchers.ContainsKey(kind);

    public Health After(Health before, MessageOutcome outcome)
    {
        var given = before.State is DestinationState.Paused or DestinationState.Stopped;
        if (outcome.IsDelivered)
        {
            return given ? before with { Failures = 0, Since = null } : Health.Well;
        }

        var ended = outcome.At + (long)outcome.Detail!.Duration.TotalMilliseconds;
        var after = before with { Failures = before.Failures + 1, Since = before.Since ?? outcome.At };
        return after switch
        {
            _ when given => after,
            _ when outcome.Stopped || (after.Failures >= options.FailingAfter && ended - after.Since >= (long)options.StopAfter.TotalMilliseconds) =>
                after with { State = DestinationState.Stopped, HeldUntil = PaceRow.Forever },
            _ when after.Failures >= options.FailingAfter =>
                after with { State = DestinationState.Failing, HeldUntil = ended + Hold(after.Failures - options.FailingAfter) },
            _ => after,
        };
    }

    public OutboxRow? Tell(DestinationChange change, string clock)
    {
        if (_dispatchers[change.Kind].Concerning(change) is not { } tell)
        {
            return null;
        }

        var subject = $"{change.Kind}:{change.Destination}";
        return new OutboxRow(
            EffectWriter.GrainKind,
            tell.Target.ToString(),
            subject,
            string.Create(CultureInfo.InvariantCulture, $"{subject}@{change.At.ToMilliseconds()}.{change.State}"),
            tell.Command.GetType().Name,
            registry.Encode(tell.Target, tell.Command),
            "",
            clock,
            change.At.ToMilliseconds(),
            null);
    }

    /// <summary>1, 2, 4 … seconds, at most five minutes.</summary>
    private static long Hold(int step) => (long)Math.Min(LongestHold.TotalMilliseconds, 1_000 * Math.Pow(2, Math.Min(step, 20)));
}
