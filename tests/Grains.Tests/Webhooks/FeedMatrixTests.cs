using System.Text;
using Actors.Tests;
using static Actors.Webhooks.Tests.FeedStory;

namespace Actors.Webhooks.Tests;

/// <summary>The answer to every command in every state of a feed and of its endpoint, pinned.</summary>
public sealed class FeedMatrixTests
{
    private static readonly (string Name, Func<Story<Feed, FeedCommand, FeedEvent, FeedView>> Make)[] States =
    [
        ("None", () => Given()),
        ("Open, no endpoint", () => Given(Publish())),
        ("Unverified", () => Given(Create())),
        ("Enabled", () => Enabled()),
        ("Enabled, failing", () => Enabled().Given(Health(DestinationState.Failing))),
        ("Disabled, missed nothing", () => Enabled().Given(new FeedCommand.Disable(One, "", T0))),
        ("Disabled, missed one", () => Enabled().Given(new FeedCommand.Disable(One, "", T0), Publish())),
        ("Catching up from 1", () => Enabled().Given(new FeedCommand.Disable(One, "", T0), Publish(), new FeedCommand.Enable(One, T0))),
        ("Moved, missed one", () => Enabled().Given(Update() with { Url = "https://example.com/b" }, Publish())),
    ];

    private static readonly (string Name, FeedCommand Command)[] Commands =
    [
        ("Publish", Publish(9)),
        ("Withdraw", new FeedCommand.Withdraw("evt_1", "po_1")),
        ("Repeat", new FeedCommand.Repeat(Item())),
        ("CreateEndpoint, the same", Create()),
        ("CreateEndpoint, another", Create(Two)),
        ("UpdateEndpoint, nothing", Update()),
        ("UpdateEndpoint, filter", Update() with { Events = ["order.*"] }),
        ("UpdateEndpoint, address", Update() with { Url = "https://example.com/c" }),
        ("UpdateEndpoint, rate", Update() with { PerSecond = 10 }),
        ("UpdateEndpoint, other revision", Update() with { Description = "new", Revision = 99 }),
        ("Rotate", new FeedCommand.Rotate(One, "s2", TimeSpan.Zero, T0)),
        ("Disable", new FeedCommand.Disable(One, "", T0)),
        ("Enable", new FeedCommand.Enable(One, T0)),
        ("Delete", new FeedCommand.Delete(One, T0)),
        ("Verify", new FeedCommand.Verify(One, "ch_again", T0)),
        ("Verified, first challenge", Proven()),
        ("Verified, new challenge", new FeedCommand.Verified(One, "ch_new", T0)),
        ("SendTest", new FeedCommand.SendTest(One, "evt_test", T0)),
        ("NoteHealth Failing", Health(DestinationState.Failing)),
        ("NoteHealth Well", Health(DestinationState.Well)),
        ("NoteHealth Stopped", Health(DestinationState.Stopped)),
        ("NoteHealth Paused", Health(DestinationState.Paused)),
        ("Replay from 1", new FeedCommand.Replay(One, 1, 1, [Logged(1)], T0)),
        ("Replay from 2", new FeedCommand.Replay(One, 2, 2, [], T0)),
        ("Resend", new FeedCommand.Resend(One, [Logged(1)], T0)),
        ("Resend nothing", new FeedCommand.Resend(One, [], T0)),
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

        text.ToString().ShouldBeAsApproved("feed-matrix.txt");
    }

    [Fact]
    public void The_matrix_has_every_state_and_every_command()
    {
        States.Select(state => state.Make().State.GetType()).Distinct().ShouldBe(ClosedSet.Of<Feed>(), ignoreOrder: true);
        Commands.Select(command => command.Command.GetType()).Distinct().ShouldBe(ClosedSet.Of<FeedCommand>(), ignoreOrder: true);
    }
}
