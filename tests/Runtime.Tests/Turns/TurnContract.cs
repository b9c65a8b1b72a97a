using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Tests;

namespace Actors.Runtime.Tests.Turns;

/// <summary>What turns promise, on every store.</summary>
public abstract class TurnContract
{
    protected abstract TestStore NewStore();

    [Fact, Requirement("G1")]
    public async Task Concurrent_turns_of_one_grain_form_one_sequence()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);

        var replies = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => silo.Do("c", new CounterCommand.Add(1))));

        replies.Select(reply => reply.Snapshot.Version).Order().ShouldBe(Enumerable.Range(1, 500).Select(n => (long)n));
        replies.ShouldAllBe(reply => reply.Snapshot.Value.Total == reply.Snapshot.Version);
        (await silo.Total("c")).ShouldBe(500);
    }

    [Fact]
    public async Task Turns_that_wait_for_one_grain_share_a_commit()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.Do("c", new CounterCommand.Add(1));
        var before = silo.Store.Commits;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => silo.Do("c", new CounterCommand.Add(1))));

        (silo.Store.Commits - before).ShouldBeLessThan(100);
    }

    [Fact, Requirement("G4")]
    public async Task The_same_key_gives_the_first_answer_and_no_second_effect()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        var first = await silo.Do("c", new CounterCommand.Add(1), key: "k");
        await silo.Do("c", new CounterCommand.Add(10));

        var second = await silo.Do("c", new CounterCommand.Add(1), key: "k");

        second.Replayed.ShouldBeTrue();
        second.Snapshot.Value.Total.ShouldBe(1);
        second.Snapshot.Version.ShouldBe(first.Snapshot.Version);
        (await silo.Total("c")).ShouldBe(11);
    }

    [Fact, Requirement("G4")]
    public async Task The_same_key_with_another_body_is_refused()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.Do("c", new CounterCommand.Add(1), key: "k", body: "1");

        var reply = await silo.Counter("c").Execute(new CounterCommand.Add(2), silo.Ask("k", "2"));

        reply.ShouldBeOfType<Reply<CounterView>.Refused>().Rejection.Kind.ShouldBe(RejectionKind.KeyReused);
        (await silo.Total("c")).ShouldBe(1);
    }

    [Fact]
    public async Task A_bug_in_one_turn_does_not_harm_its_neighbours()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);

        var good = Enumerable.Range(0, 20).Select(_ => silo.Do("c", new CounterCommand.Add(1))).ToList();
        var bad = silo.Counter("c").Execute(new CounterCommand.Break(), silo.Ask());

        await Task.WhenAll(good);
        await Should.ThrowAsync<InvalidOperationException>(bad);
        (await silo.Total("c")).ShouldBe(20);
    }

    [Fact, Requirement("G5")]
    public async Task A_command_to_another_grain_is_carried_out_once()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.Do("a", new CounterCommand.TellOther("b", 5));

        await silo.Runtime.Grains.WaitForChange(new GrainId(CounterModel.TypeName, "b"), 0).WaitAsync(TimeSpan.FromSeconds(60));

        (await silo.Total("b")).ShouldBe(5);
    }

    [Fact, Requirement("G6")]
    public async Task A_message_leaves_after_its_commit()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);

        await silo.Do("c", new CounterCommand.Push("d", "s", "m1"));
        await silo.Sent.Arrived(1);

        silo.Sent.Messages.ShouldHaveSingleItem().Body.ShouldBe("1");
    }

    [Fact, Requirement("G9")]
    public async Task A_reminder_fires_when_its_time_has_come()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        var due = silo.Clock.GetUtcNow().AddSeconds(60);
        var set = await silo.Do("c", new CounterCommand.SetAlarm("wake", due, null));

        silo.Clock.Advance(TimeSpan.FromSeconds(61));
        await silo.Runtime.Grains.WaitForChange(new GrainId(CounterModel.TypeName, "c"), set.Snapshot.Version).WaitAsync(TimeSpan.FromSeconds(60));

        (await silo.Counter("c").Read())!.Value.Notes.Keys.ShouldContain(key => key.EndsWith(":wake", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_resolved_by_reading()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.Do("c", new CounterCommand.Add(1));
        silo.Store.Next(new Fault.AnswerLost());

        var reply = await silo.Do("c", new CounterCommand.Add(1));

        reply.Snapshot.Value.Total.ShouldBe(2);
        (await silo.Total("c")).ShouldBe(2);
    }
}

public sealed class SqliteTurns : TurnContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresTurns : TurnContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
