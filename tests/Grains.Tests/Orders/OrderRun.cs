using Actors.Tests;
using static Actors.Orders.Tests.Samples;

namespace Actors.Orders.Tests;

/// <summary>One order driven by random steps, with its reminders kept as a runtime would.</summary>
internal sealed class OrderRun
{
    public const int ActionCount = 15;

    private readonly Story<Order, OrderCommand, OrderEvent, OrderView> _story = OrderStory.Given();
    private readonly Dictionary<string, DateTimeOffset> _reminders = [];

    /// <summary>Something is done after some seconds.</summary>
    public sealed record Step(int Action, int Seconds);

    public sealed record Turn(
        OrderCommand Command,
        OrderView Before,
        Outcome<OrderEvent> Outcome,
        OrderView After,
        IReadOnlyDictionary<string, DateTimeOffset> Reminders);

    public List<Turn> Turns { get; } = [];

    public DateTimeOffset Now { get; private set; } = T0;

    public OrderView View => _story.View;

    /// <summary>Without the wake-ups.</summary>
    public IEnumerable<Turn> Asked => Turns.Where(turn => turn.Command is not (OrderCommand.ReachDeadline or OrderCommand.ReachAnswerBy));

    public static OrderRun Of(IReadOnlyList<Step> steps, bool reminders)
    {
        var run = new OrderRun();
        var placed = run._story.When(Place() with { ProviderListens = steps.Count % 5 != 4 });
        run.Keep(placed.Effects);
        run.Turns.Add(new Turn(Place(), run.View, placed, run.View, new Dictionary<string, DateTimeOffset>(run._reminders)));
        foreach (var step in steps)
        {
            run.Now += TimeSpan.FromSeconds(step.Seconds);
            if (reminders)
            {
                run.Wake();
            }

            if (Command(step.Action, run.Now) is { } command)
            {
                run.Do(command);
            }
        }

        return run;
    }

    /// <summary>All reminders come at last.</summary>
    public void Settle() => Wake();

    private void Wake()
    {
        foreach (var (name, due) in _reminders.Where(pair => pair.Value <= Now).OrderBy(pair => pair.Value).ToList())
        {
            _reminders.Remove(name);
            Do(new OrderModel().Wake(new DueReminder(name, due, Now, "")).ShouldNotBeNull());
        }
    }

    private void Do(OrderCommand command)
    {
        var before = View;
        var outcome = _story.When(command);
        Keep(outcome.Effects);
        Turns.Add(new Turn(command, before, outcome, View, new Dictionary<string, DateTimeOffset>(_reminders)));
    }

    private void Keep(IReadOnlyList<Effect> effects)
    {
        foreach (var effect in effects)
        {
            if (effect is Effect.Remind remind)
            {
                _reminders[remind.Name] = remind.Due;
            }
            else if (effect is Effect.Forget forget)
            {
                _reminders.Remove(forget.Name);
            }
        }
    }

    private static OrderCommand? Command(int action, DateTimeOffset now) => action switch
    {
        0 => Succeed(0) with { At = now },
        1 => Fail(0) with { At = now },
        2 or 3 => Ask(0, "birthday") with { At = now },
        4 => AskWithin(0, 60) with { At = now },
        5 or 6 => Supply(0) with { At = now, Fields = Map(("birthday", $"{now:u}")) },
        7 => Supply(0, listens: false) with { At = now },
        8 => new OrderCommand.Claim(One, now),
        9 => new OrderCommand.Claim(Two, now),
        10 => new OrderCommand.Release(One, now),
        11 => new OrderCommand.Redeliver(true, now),
        12 => Succeed(0, via: "manual", by: One) with { At = now },

        // A wake-up that nobody set: out of date, or come twice.
        13 when now >= Deadline => new OrderCommand.ReachDeadline(Deadline, now),
        _ => null,
    };
}
