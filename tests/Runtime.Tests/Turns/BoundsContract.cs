using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Runtime.Turns;
using Actors.Tests;

namespace Actors.Runtime.Tests.Turns;

/// <summary>Every queue is bounded and every wait has an end; what was refused or given up was not done.</summary>
public abstract class BoundsContract
{
    protected abstract TestStore NewStore();

    [Fact]
    public async Task A_slow_store_delays_and_loses_nothing()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Do("other", new CounterCommand.Add(1));
        var gate = Gate.Before(silo.Store, "slow");
        var slow = silo.Do("slow", new CounterCommand.Add(1));
        await gate.Arrived("the slow turn");

        var others = Enumerable.Range(0, 20).Select(i => silo.Do("other" + i, new CounterCommand.Add(1))).ToList();
        (await silo.Total("other")).ShouldBe(1, "reads go on");
        slow.IsCompleted.ShouldBeFalse("nothing is answered before its commit");
        gate.Open();

        (await Task.WhenAll([slow, .. others])).ShouldAllBe(reply => reply.Snapshot.Version == 1);
    }

    [Fact]
    public async Task A_full_mailbox_refuses_and_the_turns_inside_are_done()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false, options: new RuntimeOptions { MaxMailbox = 5 });
        var gate = Gate.Before(silo.Store);
        var inside = new List<Task<Reply<CounterView>.Done>> { silo.Do("c", new CounterCommand.Add(1)) };
        await gate.Arrived("the first turn");
        inside.AddRange(Enumerable.Range(0, 5).Select(_ => silo.Do("c", new CounterCommand.Add(1))));

        var refused = await Should.ThrowAsync<OverloadedException>(silo.Begin("c", new CounterCommand.Add(100)));

        gate.Open();
        await Task.WhenAll(inside);
        refused.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        (await silo.Total("c")).ShouldBe(6);
        (await silo.Do("c", new CounterCommand.Add(1))).Snapshot.Version.ShouldBe(7, "there is room again");
    }

    [Fact]
    public async Task A_full_silo_refuses_and_the_turns_inside_are_done()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false, options: new RuntimeOptions { MaxTurns = 8 });
        var gate = Gate.Before(silo.Store);
        var inside = Enumerable.Range(0, 8).Select(i => silo.Do("c" + i, new CounterCommand.Add(1))).ToList();

        await Should.ThrowAsync<OverloadedException>(silo.Begin("other", new CounterCommand.Add(1)));

        gate.Open();
        (await Task.WhenAll(inside)).ShouldAllBe(reply => reply.Snapshot.Version == 1);
        (await silo.Total("other")).ShouldBe(0);
        (await silo.Do("other", new CounterCommand.Add(1))).Snapshot.Version.ShouldBe(1, "there is room again");
    }

    [Fact]
    public async Task A_caller_who_leaves_before_the_turn_began_has_done_nothing()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        using var leaving = new CancellationTokenSource();
        var gate = Gate.Before(silo.Store);
        var first = silo.Do("c", new CounterCommand.Add(1));
        await gate.Arrived("the first turn");
        var second = silo.Counter("c").Execute(new CounterCommand.Add(10), silo.Ask() with { CancellationToken = leaving.Token });
        var third = silo.Do("c", new CounterCommand.Add(100));

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(second);
        gate.Open();
        await Task.WhenAll(first, third);
        (await silo.Total("c")).ShouldBe(101);
    }

    [Fact]
    public async Task A_turn_that_takes_too_long_is_open_and_one_that_had_not_begun_is_not_done()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(
            store, due: false, options: new RuntimeOptions { TurnTimeout = TimeSpan.FromSeconds(3) });
        await silo.Do("c", new CounterCommand.Add(1));
        var gate = Gate.Before(silo.Store);
        var begun = silo.Begin("c", new CounterCommand.Add(10));
        await gate.Arrived("the slow turn");
        var waiting = silo.Begin("c", new CounterCommand.Add(100));

        await Should.ThrowAsync<OutcomeUnknownException>(begun);
        await Should.ThrowAsync<OutcomeUnknownException>(waiting);

        gate.Open();
        await silo.Changed("c", 1);
        (await silo.Do("c", new CounterCommand.Add(1000))).Snapshot.Value.Total.ShouldBe(1011);
    }

    [Fact]
    public async Task A_read_that_takes_too_long_says_that_the_store_is_away()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(
            store, due: false, options: new RuntimeOptions { TurnTimeout = TimeSpan.FromSeconds(3) });
        var gate = new TaskCompletionSource();
        silo.Store.BeforeLoad = () => gate.Task;

        await Should.ThrowAsync<StoreUnavailableException>(silo.Counter("c").Read());

        gate.SetResult();
        (await silo.Counter("c").Read()).ShouldBeNull();
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_refuses_and_nothing_is_done()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        silo.Store.ReadsFail = true;

        await Should.ThrowAsync<StoreUnavailableException>(silo.Begin("c", new CounterCommand.Add(1)));

        silo.Store.ReadsFail = false;
        (await silo.Do("c", new CounterCommand.Add(1))).Snapshot.Version.ShouldBe(1);
    }

    [Fact, Requirement("G1")]
    public async Task A_turn_that_expects_another_version_is_refused()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Do("c", new CounterCommand.Add(1));

        var refused = await silo.Counter("c").Execute(new CounterCommand.Add(1), silo.Ask(version: 0));
        var accepted = await silo.Counter("c").Execute(new CounterCommand.Add(1), silo.Ask("k", version: 1));
        var repeated = await silo.Counter("c").Execute(new CounterCommand.Add(1), silo.Ask("k", version: 1));

        refused.ShouldBeOfType<Reply<CounterView>.Refused>().Rejection.Kind.ShouldBe(RejectionKind.PreconditionFailed);
        accepted.ShouldBeOfType<Reply<CounterView>.Done>().Snapshot.Version.ShouldBe(2);
        repeated.ShouldBeOfType<Reply<CounterView>.Done>().Replayed.ShouldBeTrue("its first try was accepted");
    }

    [Fact, Requirement("G1")]
    public async Task Of_many_that_expect_the_same_version_one_is_accepted()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Do("c", new CounterCommand.Add(1));

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => silo.Counter("c").Execute(new CounterCommand.Add(1), silo.Ask(version: 1))));

        replies.OfType<Reply<CounterView>.Done>().Count().ShouldBe(1);
        (await silo.Total("c")).ShouldBe(2);
    }
}

public sealed class SqliteBounds : BoundsContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresBounds : BoundsContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
