using System.Text;
using Actors.Tests;
using static Actors.Recoveries.Tests.RecoveryStory;

namespace Actors.Recoveries.Tests;

/// <summary>The answer to every command in every state of a recovery, pinned.</summary>
public sealed class RecoveryMatrixTests
{
    private static readonly (string Name, Func<Story<Recovery, RecoveryCommand, RecoveryEvent, RecoveryView>> Make)[] States =
    [
        ("None", () => Given()),
        ("Counting at 0", () => Given(Start())),
        ("Counting at 9", () => Given(Start(), Count(end: false))),
        ("Running at 0", () => Given(Start(), Count())),
        ("Running at 5", () => Given(Start(), Count(), Push(events: [1, 2]))),
        ("Paused in the count", () => Given(Start(), new RecoveryCommand.Pause(T0))),
        ("Paused in the run", () => Given(Start(), Count(), new RecoveryCommand.Pause(T0))),
        ("Paused by itself", () => Given(Start(), Count(), new RecoveryCommand.Halt(0, "disabled", T0))),
        ("Done, dry", () => Given(Start() with { DryRun = true }, Count())),
        ("Done", () => Given(Start(), Count(), Push(end: true, events: [1]))),
        ("Cancelled", () => Given(Start(), new RecoveryCommand.Cancel(T0))),
    ];

    private static readonly (string Name, RecoveryCommand Command)[] Commands =
    [
        ("Start", Start()),
        ("Start, from after to", Start() with { From = T0 }),
        ("Pause", new RecoveryCommand.Pause(T0)),
        ("Resume", new RecoveryCommand.Resume(T0)),
        ("Cancel", new RecoveryCommand.Cancel(T0)),
        ("Proceed", new RecoveryCommand.Proceed(T0)),
        ("Count after 0", Count(end: false)),
        ("Count after 0, the end", Count()),
        ("Count after 0, none", Count(found: 0)),
        ("Count after 9, the end", Count(after: 9)),
        ("Push after 0", Push(events: [1])),
        ("Push after 0, nothing", Push()),
        ("Push after 5, the end", Push(after: 5, through: 9, end: true, 6)),
        ("Halt after 0", new RecoveryCommand.Halt(0, "disabled", T0)),
    ];

    [Fact]
    public void Every_state_answers_every_command_as_approved()
    {
        var text = new StringBuilder();
        foreach (var (state, make) in States)
        {
            text.Append(state).Append('\n');
            foreach (var (name, command) in Commands)
            {
                text.Append("  ").Append(name.PadRight(36)).Append(make().When(command).Summary).Append('\n');
            }
        }

        text.ToString().ShouldBeAsApproved("recovery-matrix.txt");
    }

    [Fact]
    public void The_matrix_has_every_state_and_every_command()
    {
        States.Select(state => state.Make().State.GetType()).Distinct().ShouldBe(ClosedSet.Of<Recovery>(), ignoreOrder: true);
        Commands.Select(command => command.Command.GetType()).Distinct().ShouldBe(ClosedSet.Of<RecoveryCommand>(), ignoreOrder: true);
    }
}
