using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Runtime.Turns;
using Actors.Tests;

namespace Actors.Runtime.Tests.Turns;

/// <summary>A commit without an answer took place or it did not; reading tells, and each turn is applied once.</summary>
public abstract class UnknownOutcomeContract
{
    protected abstract TestStore NewStore();

    public static TheoryData<Trouble> Every => [.. Enum.GetValues<Trouble>()];

    [Theory, MemberData(nameof(Every)), Requirement("G1"), Requirement("G2")]
    public async Task A_turn_without_an_answer_from_the_store_is_applied_once(Trouble trouble)
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Do("c", new CounterCommand.Add(1));
        var arrive = silo.Store.Arrange(trouble);

        var reply = await silo.Do("c", new CounterCommand.Push("d", "s", "m"));

        reply.Snapshot.Version.ShouldBe(2);
        reply.Snapshot.Value.Total.ShouldBe(2);
        (await silo.Total("c")).ShouldBe(2, "a read after the answer");
        await arrive();
        (await silo.Total("c")).ShouldBe(2);
        (await silo.Do("c", new CounterCommand.Add(1))).Snapshot.Version.ShouldBe(3);
        (await silo.Count("outbox")).ShouldBe(1);
        (await silo.History("c")).Select(turn => turn.Version).ShouldBe([1L, 2, 3]);
        (await silo.Runtime.VerifyAsync().ToListAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Every)), Requirement("G1")]
    public async Task The_first_turn_of_a_grain_is_applied_once(Trouble trouble)
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        var arrive = silo.Store.Arrange(trouble);

        var reply = await silo.Do("c", new CounterCommand.Add(1));

        await arrive();
        reply.Snapshot.Version.ShouldBe(1);
        (await silo.Total("c")).ShouldBe(1);
        (await silo.Do("c", new CounterCommand.Add(1))).Snapshot.Version.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Every)), Requirement("G4")]
    public async Task A_request_key_is_answered_once(Trouble trouble)
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Do("c", new CounterCommand.Add(1));
        var arrive = silo.Store.Arrange(trouble);

        var reply = await silo.Do("c", new CounterCommand.Add(1), key: "k");

        await arrive();
        var again = await silo.Do("c", new CounterCommand.Add(1), key: "k");
        again.Replayed.ShouldBeTrue();
        again.Snapshot.Version.ShouldBe(reply.Snapshot.Version);
        again.Snapshot.Value.Total.ShouldBe(2);
        (await silo.Total("c")).ShouldBe(2);
    }

    [Theory, MemberData(nameof(Every)), Requirement("G1"), Requirement("G4")]
    public async Task All_turns_of_a_shared_commit_are_applied_once(Trouble trouble)
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        var gate = Gate.Before(silo.Store);
        var first = silo.Do("c", new CounterCommand.Add(1));
        await gate.Arrived("the first turn");
        var plain = Enumerable.Range(0, 5).Select(_ => silo.Do("c", new CounterCommand.Add(1))).ToList();
        var keyed = Enumerable.Range(0, 5).Select(i => silo.Do("c", new CounterCommand.Add(1), "k" + i)).ToList();
        var refused = silo.Begin("c", new CounterCommand.Refuse());
        var arrive = silo.Store.Arrange(trouble);
        gate.Open();

        var replies = await Task.WhenAll([first, .. plain, .. keyed]);

        await arrive();
        (await refused).ShouldBeOfType<Reply<CounterView>.Refused>();
        replies.Select(reply => reply.Snapshot.Version).Order().ShouldBe(Enumerable.Range(1, 11).Select(n => (long)n));
        (await silo.Total("c")).ShouldBe(11);
        (await silo.Do("c", new CounterCommand.Add(1), "k3")).Replayed.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Every)), Requirement("G5"), Requirement("G9")]
    public async Task A_reminder_is_used_up_once(Trouble trouble)
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Do("c", new CounterCommand.SetAlarm("wake", silo.Clock.GetUtcNow().AddSeconds(60), null));
        var arrive = silo.Store.Arrange(trouble);
        silo.Clock.Advance(TimeSpan.FromSeconds(61));
        await silo.StartDueAsync();

        await silo.Changed("c", 1);

        await arrive();
        (await silo.Notes("c")).Keys.Where(key => key.EndsWith(":wake", StringComparison.Ordinal) && key != "alarm:wake").Count().ShouldBe(1);
        (await silo.Count("reminder", "name = 'wake'")).ShouldBe(0);
        (await silo.Do("c", new CounterCommand.Add(1))).Snapshot.Version.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Every)), Requirement("G5")]
    public async Task A_message_between_grains_is_used_up_once(Trouble trouble)
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Do("a", new CounterCommand.TellOther("b", 5));
        var arrive = silo.Store.Arrange(trouble);
        await silo.StartDueAsync();

        await silo.Changed("b", 0);

        await arrive();
        (await silo.Total("b")).ShouldBe(5);
        (await silo.Count("outbox")).ShouldBe(0);
        (await silo.Do("b", new CounterCommand.Add(1))).Snapshot.Version.ShouldBe(2);
    }

    [Theory, InlineData(Trouble.Lost), InlineData(Trouble.AnswerLost), Requirement("G3")]
    public async Task Reads_that_fail_for_a_while_only_delay_the_answer(Trouble trouble)
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Do("c", new CounterCommand.Add(1));
        silo.Store.Arrange(trouble);
        silo.Store.ReadsToFail = 4;

        var reply = await silo.Do("c", new CounterCommand.Add(1), "k");

        reply.Snapshot.Version.ShouldBe(2);
        (await silo.Total("c")).ShouldBe(2);
    }

    [Theory, MemberData(nameof(Every)), Requirement("G4")]
    public async Task A_store_that_stays_away_leaves_the_outcome_open_and_the_key_resolves_it(Trouble trouble)
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false, options: new RuntimeOptions { MaxTries = 2 });
        await silo.Do("c", new CounterCommand.Add(1));
        var arrive = silo.Store.Arrange(trouble);
        silo.Store.ReadsFail = true;

        await Should.ThrowAsync<OutcomeUnknownException>(silo.Begin("c", new CounterCommand.Add(1), "k"));

        silo.Store.ReadsFail = false;
        var answer = await silo.Do("c", new CounterCommand.Add(1), "k");
        await arrive();
        answer.Snapshot.Version.ShouldBe(2);
        (await silo.Do("c", new CounterCommand.Add(1), "k")).Replayed.ShouldBeTrue();
        (await silo.Total("c")).ShouldBe(2);
    }

    [Fact, Requirement("G3"), Requirement("G4")]
    public async Task A_store_that_takes_no_commits_is_unavailable_and_nothing_was_done()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false, options: new RuntimeOptions { MaxTries = 2 });
        await silo.Do("c", new CounterCommand.Add(1));
        silo.Store.CommitsFail = true;

        await Should.ThrowAsync<StoreUnavailableException>(silo.Begin("c", new CounterCommand.Add(1), "k"));
        await Should.ThrowAsync<StoreUnavailableException>(silo.Begin("new", new CounterCommand.Add(1), "k"));

        (await silo.Total("c")).ShouldBe(1, "it can be read meanwhile");
        silo.Store.CommitsFail = false;
        (await silo.Do("c", new CounterCommand.Add(1), "k")).Replayed.ShouldBeFalse();
        (await silo.Total("c")).ShouldBe(2);
    }

    [Fact, Requirement("G4")]
    public async Task A_commit_without_an_answer_stays_open_when_the_store_takes_none_after_it()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false, options: new RuntimeOptions { MaxTries = 2 });
        await silo.Do("c", new CounterCommand.Add(1));
        var late = new Fault.Late(new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        silo.Store.Next(late);
        silo.Store.BeforeLook = () =>
        {
            silo.Store.CommitsFail = true;
            return Task.CompletedTask;
        };

        await Should.ThrowAsync<OutcomeUnknownException>(silo.Begin("c", new CounterCommand.Add(1), "k"));

        (silo.Store.BeforeLook, silo.Store.CommitsFail) = (null, false);
        late.Gate.SetResult();
        await Gate.WithinAsync(late.Done.Task, "the late commit did not arrive");
        (await silo.Do("c", new CounterCommand.Add(1), "k")).Replayed.ShouldBeTrue();
        (await silo.Total("c")).ShouldBe(2);
    }
}

public sealed class SqliteUnknownOutcomes : UnknownOutcomeContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresUnknownOutcomes : UnknownOutcomeContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
