using System.Text;
using Actors.Tests;
using static Actors.Orders.Tests.OrderStory;
using static Actors.Orders.Tests.Samples;

namespace Actors.Orders.Tests;

/// <summary>The answer to every command in every state, pinned: the compiler cannot see a forgotten pair.</summary>
public sealed class MatrixTests
{
    // All states stand at 90 s, but for what the name says.
    private static readonly (string Name, double Now, Func<Story<Order, OrderCommand, OrderEvent, OrderView>> Make)[] States =
    [
        ("None", 90, () => Given()),
        ("Processing at 30 s", 30, () => Given(Place())),
        ("Processing past its deadline", 90, () => Given(Place())),
        ("Processing attempt 2", 90, () => Given(Place(), Ask(40), Supply(50))),
        ("Manual", 90, () => Given(Place(), ReachDeadline())),
        ("Manual without endpoint", 30, () => Given(Place() with { ProviderListens = false })),
        ("Manual claimed by one", 90, () => Given(Place(), ReachDeadline(), new OrderCommand.Claim(One, At(61)))),
        ("NeedMoreInfo", 90, () => Given(Place(), Ask(40))),
        ("NeedMoreInfo until 940 s", 90, () => Given(Place(), AskWithin(40, 900))),
        ("NeedMoreInfo past its answer-by", 950, () => Given(Place(), AskWithin(40, 900))),
        ("Successful", 90, () => Given(Place(), Succeed(40))),
        ("Failed", 90, () => Given(Place(), Fail(40))),
        ("Failed by time-out", 950, () => Given(Place(), AskWithin(40, 900), new OrderCommand.ReachAnswerBy(At(940), At(940)))),
    ];

    private static readonly (string Name, Func<double, OrderCommand> Make)[] Commands =
    [
        ("Place the same", now => Place() with { At = At(now) }),
        ("Place another", now => Place() with { Quantity = 7, At = At(now) }),
        ("Answer Successful", now => Succeed(now)),
        ("Answer Successful, other output", now => Succeed(now, "other")),
        ("Answer Successful, manual, one", now => Succeed(now, via: "manual", by: One)),
        ("Answer Successful, manual, two", now => Succeed(now, via: "manual", by: Two)),
        ("Answer Need_more_info", now => Ask(now)),
        ("Answer Need_more_info, other field", now => Ask(now, "shoe_size")),
        ("Answer Failed", now => Fail(now)),
        ("Answer Failed, no error", now => Fail(now, "")),
        ("SupplyInfo", now => Supply(now)),
        ("SupplyInfo, field missing", now => new OrderCommand.SupplyInfo(Map(), null, true, At(now))),
        ("SupplyInfo, not asked", now => Supply(now) with { Fields = Map(("birthday", "1990-01-01"), ("postcode", "")) }),
        ("Claim, one", now => new OrderCommand.Claim(One, At(now))),
        ("Claim, two", now => new OrderCommand.Claim(Two, At(now))),
        ("Release, one", now => new OrderCommand.Release(One, At(now))),
        ("Release, two", now => new OrderCommand.Release(Two, At(now))),
        ("Redeliver", now => new OrderCommand.Redeliver(true, At(now))),
        ("Redeliver without endpoint", now => new OrderCommand.Redeliver(false, At(now))),
        ("SetMetadata", now => new OrderCommand.SetMetadata(OrderParty.Provider, Map(("ticket", "17")), At(now))),
        ("SetMetadata, name with [", now => new OrderCommand.SetMetadata(OrderParty.Provider, Map(("a[0]", "17")), At(now))),
        ("ReachDeadline of attempt 1", now => new OrderCommand.ReachDeadline(Deadline, At(Math.Max(now, 60)))),
        ("ReachDeadline of attempt 2", now => new OrderCommand.ReachDeadline(At(110), At(Math.Max(now, 110)))),
        ("ReachAnswerBy 940 s", now => new OrderCommand.ReachAnswerBy(At(940), At(Math.Max(now, 940)))),
        ("ReachAnswerBy 99 s", now => new OrderCommand.ReachAnswerBy(At(99), At(Math.Max(now, 99)))),
    ];

    [Fact]
    [Requirement("MM-39"), Requirement("MM-36"), Requirement("MM-33")]
    public void Every_state_answers_every_command_as_approved()
    {
        var text = new StringBuilder();
        foreach (var (state, now, make) in States)
        {
            text.Append(state).Append('\n');
            foreach (var (command, of) in Commands)
            {
                text.Append("  ").Append(command.PadRight(36)).Append(make().When(of(now)).Summary).Append('\n');
            }
        }

        text.ToString().ShouldBeAsApproved("order-matrix.txt");
    }

    [Fact]
    public void The_matrix_has_every_state_and_every_command()
    {
        States.Select(state => state.Make().State.GetType()).Distinct()
            .ShouldBe(ClosedSet.Of<Order>(), ignoreOrder: true);
        Commands.Select(command => command.Make(0).GetType()).Distinct()
            .ShouldBe(ClosedSet.Of<OrderCommand>(), ignoreOrder: true);
    }

    [Fact]
    public void An_event_that_cannot_be_throws()
    {
        var model = new OrderModel();
        Should.Throw<InvalidOperationException>(() => model.Evolve(model.Initial, new OrderEvent.Claimed(One, T0)));
        Should.Throw<InvalidOperationException>(() => model.Evolve(Given(Place(), Succeed(1)).State, new OrderEvent.Failed("x", null, "api", One, T0)));
    }
}
