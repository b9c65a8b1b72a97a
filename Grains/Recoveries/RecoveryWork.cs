using System.Globalization;
using Actors.Webhooks;

namespace Actors.Recoveries;

/// <summary>
/// How a recovery goes on, piece by piece. A grain reads nothing itself: a message asks delivery for the next piece,
/// and the turn that takes the piece moves the position and tells the feed, in one commit. So each event is pushed
/// once per recovery, whatever silo dies (G5).
/// </summary>
internal static class RecoveryWork
{
    /// <summary>The reminder that ends the pause between two pieces.</summary>
    public const string Reminder = "next";

    private const int MostPerSecond = 1_000;
    private const int Types = 20;

    public static Rejection NotFound => Refuse.NotFound("recovery_not_found", "There is no such recovery; list them to see which there are.");

    public static Rejection Ended => Refuse.Conflict("recovery_ended", "This recovery is over; start another one for what is still to be pushed.");

    public static Decision<RecoveryEvent> Start(RecoveryCommand.Start c)
    {
        var faults = new Faults()
            .Require(c.From < c.To, "/from", "range_empty", "Give a time before that of 'to', which is now unless you send one, and never later.")
            .Require(RecoveryKinds.Known.Contains(c.Which), "/which", "which_unknown", $"Give one of: {string.Join(", ", RecoveryKinds.Known)}.")
            .Require(c.PerSecond is >= 1 and <= MostPerSecond, "/per_second", "out_of_range", $"Give 1 to {MostPerSecond} events a second.")
            .Require(c.Types.Count <= Types, "/types", "too_many", $"Name at most {Types} types of events.");
        foreach (var (i, word) in c.Types.Take(Types).Index())
        {
            faults.Require(
                word is { Length: <= EndpointRules.FilterLength } && EventTypes.IsKnown(word),
                $"/types/{i}",
                "event_type_unknown",
                $"There is no such type. Known are: {string.Join(", ", EventTypes.All)}; order.* and * stand for several.");
        }

        return faults.Rejection is { } faulty
            ? Decision.Reject<RecoveryEvent>(faulty)
            : Asking(new RecoveryEvent.Started(
                c.Owner, c.Environment, c.Id, c.EndpointId, c.From, c.To, [.. c.Types.Distinct(StringComparer.Ordinal)], c.Which, c.DryRun, c.PerSecond, c.At));
    }

    public static Decision<RecoveryEvent> Count(RecoveryFacts facts, RecoveryCommand.Count c)
    {
        var counted = new RecoveryEvent.Counted(c.Through, c.Found);
        if (!c.End)
        {
            return Then(facts, [counted], Ask);
        }

        return facts.DryRun || facts.Total + c.Found == 0
            ? Decision.Accept<RecoveryEvent>(counted, new RecoveryEvent.Finished(c.At))
            : Then(facts, [counted, new RecoveryEvent.CountEnded()], Ask);
    }

    public static Decision<RecoveryEvent> Push(RecoveryFacts facts, RecoveryCommand.Push c)
    {
        List<RecoveryEvent> events = [new RecoveryEvent.Pushed(c.Through, [.. c.Items.Select(item => item.Id)])];
        List<Effect> effects = [];
        if (c.Items.Count > 0)
        {
            effects.Add(new Effect.Tell(
                new GrainId(GrainTypeNames.Feed, FeedView.KeyOf(facts.Owner, facts.Environment)),
                new FeedCommand.Recover(facts.EndpointId, c.Items, c.At)));
        }

        if (c.End)
        {
            events.Add(new RecoveryEvent.Finished(c.At));
        }
        else
        {
            // A piece of which nothing was pushed costs the endpoint nothing.
            var next = facts with { Position = c.Through };
            effects.Add(c.Items.Count == 0 ? Ask(next) : new Effect.Remind(Reminder, c.At + TimeSpan.FromSeconds((double)c.Items.Count / facts.PerSecond)));
        }

        return new Decision<RecoveryEvent>.Accepted(events, effects);
    }

    public static Decision<RecoveryEvent> Proceed(RecoveryFacts facts) => Then(facts, [new RecoveryEvent.Proceeded(facts.Position)], Ask);

    public static Decision<RecoveryEvent> Pause(RecoveryFacts facts, string? reason, DateTimeOffset at) =>
        new Decision<RecoveryEvent>.Accepted([new RecoveryEvent.Paused(reason, at)], Still(facts));

    public static Decision<RecoveryEvent> Resume(RecoveryFacts facts, DateTimeOffset at) => Then(facts, [new RecoveryEvent.Resumed(at)], Ask);

    public static Decision<RecoveryEvent> Cancel(RecoveryFacts facts, DateTimeOffset at) =>
        new Decision<RecoveryEvent>.Accepted([new RecoveryEvent.Cancelled(at)], Still(facts));

    private static Decision<RecoveryEvent> Asking(RecoveryEvent.Started started) =>
        new Decision<RecoveryEvent>.Accepted([started], [Ask(RecoveryFacts.Of(started))]);

    private static Decision<RecoveryEvent> Then(RecoveryFacts facts, IReadOnlyList<RecoveryEvent> events, Func<RecoveryFacts, Effect> effect)
    {
        Recovery state = facts.Counted ? new Recovery.Running(facts) : new Recovery.Counting(facts);
        state = events[0] is RecoveryEvent.Resumed ? new Recovery.Paused(facts, null) : state;
        var after = (Recovery.Known)events.Aggregate(state, Recovery.Evolve);
        return new Decision<RecoveryEvent>.Accepted(events, [effect(after.Facts)]);
    }

    /// <summary>Asks delivery for the piece behind the position.</summary>
    private static Effect Ask(RecoveryFacts facts) => new Effect.Send(
        RecoveryView.MessageKind, facts.Id, facts.Id, facts.MessageId(), "recovery", facts.Position.ToString(CultureInfo.InvariantCulture));

    /// <summary>Nothing is asked for any more.</summary>
    private static IReadOnlyList<Effect> Still(RecoveryFacts facts) => [new Effect.Recall(facts.Id, facts.MessageId()), new Effect.Forget(Reminder)];
}
