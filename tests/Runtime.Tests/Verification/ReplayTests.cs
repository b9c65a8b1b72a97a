using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Runtime.Tests.Verification;

/// <summary>Whatever is asked in whatever order, with whatever trouble: the journal gives the state.</summary>
public sealed class ReplayTests
{
    [Fact, Requirement("G1"), Requirement("G2")]
    public async Task The_journal_of_any_commands_gives_the_state()
    {
        using var store = TestStore.OnSqlite();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        var grain = 0;
        var command = Gen.OneOf<CounterCommand>(
            Gen.Choose(-5, 5).Select(by => (CounterCommand)new CounterCommand.Add(by)),
            Gen.Elements("a", "b", "ü\"\\\u2028😀").Select(name => (CounterCommand)new CounterCommand.SetAlarm(name, silo.Clock.GetUtcNow(), null)),
            Gen.Elements("a", "b").Select(name => (CounterCommand)new CounterCommand.StopAlarm(name)),
            Gen.Elements("Open", "Closed").Select(status => (CounterCommand)new CounterCommand.Open("o<>&'", DataEnvironment.Sandbox, status)),
            Gen.Choose(0, 3).Select(id => (CounterCommand)new CounterCommand.Push("d", "s", "m" + id)),
            Gen.Choose(0, 3).Select(id => (CounterCommand)new CounterCommand.TakeBack("s", "m" + id)),
            Gen.Constant<CounterCommand>(new CounterCommand.Nothing()),
            Gen.Constant<CounterCommand>(new CounterCommand.Refuse()));
        var runs = command.ListOf().Zip(Gen.Elements<Trouble?>(null, Trouble.Lost, Trouble.AnswerLost));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(runs.ToArbitrary(), run =>
        {
            var (key, commands, trouble) = ($"c{grain++}", run.Item1, run.Item2);
            if (trouble is { } arranged && commands.Count > 0)
            {
                silo.Store.Arrange(arranged);
            }

            // Begun together, so that some share a commit; FsCheck wants an answer and no task.
            Task.WhenAll(commands.Select(one => silo.Begin(key, one))).WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
        }));

        (await silo.Runtime.VerifyAsync().ToListAsync()).ShouldBeEmpty();
        (await silo.Count("journal")).ShouldBeGreaterThan(100);
    }
}
