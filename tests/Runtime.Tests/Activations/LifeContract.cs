using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Runtime.Turns;
using Actors.Tests;

namespace Actors.Runtime.Tests.Activations;

/// <summary>Activations come and go; a silo stops without losing a call; what is not used leaves no trace in memory.</summary>
public abstract class LifeContract
{
    protected abstract TestStore NewStore();

    [Fact, Requirement("G1"), Requirement("G8")]
    public async Task A_thousand_grains_live_in_the_memory_of_ten()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false, options: new RuntimeOptions { MaxActivations = 10 });

        for (var round = 1; round <= 3; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => silo.Do("c" + i, new CounterCommand.Add(1))));
        }

        (await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => silo.Total("c" + i)))).ShouldAllBe(total => total == 3);
        for (var i = 0; i < 50; i++)
        {
            (await silo.Do("c" + i, new CounterCommand.Add(1))).Snapshot.Version.ShouldBe(4);
        }

        silo.Runtime.Activations.ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public async Task Grains_that_nobody_asks_for_leave_the_memory_and_are_whole_when_they_come_back()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => silo.Do("c" + i, new CounterCommand.Add(1))));

        silo.Runtime.Sweep();
        silo.Runtime.Activations.ShouldBe(100, "what was used since the last sweep stays");
        await silo.Total("c7");
        silo.Runtime.Sweep();

        silo.Runtime.Activations.ShouldBe(1);
        (await Task.WhenAll(Enumerable.Range(0, 100).Select(i => silo.Total("c" + i)))).ShouldAllBe(total => total == 1);
    }

    [Fact, Requirement("G1"), Requirement("G8")]
    public async Task A_grain_that_is_dropped_between_calls_forgets_nothing()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false, options: new RuntimeOptions { MaxActivations = 1 });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (var i = 1; i <= 60; i++)
            {
                (await silo.Do("c" + worker, new CounterCommand.Add(1))).Snapshot.Value.Total.ShouldBe(i);
                (await silo.Total("c" + worker)).ShouldBe(i);
            }
        })));
    }

    [Fact, Requirement("G8")]
    public async Task A_read_after_an_answer_shows_the_turn_on_the_same_silo()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(grain => Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                var done = await silo.Do("c" + (grain % 3), new CounterCommand.Add(1));
                (await silo.Counter("c" + (grain % 3)).Read())!.Version.ShouldBeGreaterThanOrEqualTo(done.Snapshot.Version);
            }
        })));
    }

    [Fact]
    public async Task A_grain_that_was_never_written_cannot_be_read()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);

        (await silo.Counter("c").Read()).ShouldBeNull();
        (await silo.Begin("c", new CounterCommand.Refuse())).ShouldBeOfType<Reply<CounterView>.Refused>();
        (await silo.Counter("c").Read()).ShouldBeNull();
        (await silo.Do("c", new CounterCommand.Nothing())).Snapshot.Version.ShouldBe(0);
        (await silo.Counter("c").Read()).ShouldBeNull();
        (await silo.Count("grain")).ShouldBe(0);
    }

    [Fact, Requirement("G3")]
    public async Task A_silo_that_stops_answers_the_calls_inside_and_takes_no_new_ones()
    {
        using var store = NewStore();
        await using (var silo = await TestSilo.StartAsync(store))
        {
            var gate = Gate.Before(silo.Store);
            var inside = Enumerable.Range(0, 10).Select(i => silo.Do("c" + (i % 2), new CounterCommand.Add(1))).ToList();
            await gate.Arrived("the first turn");

            var stop = silo.Runtime.StopAsync();
            (await FirstRefusal(silo)).Message.ShouldBe("This silo is stopping.");
            stop.IsCompleted.ShouldBeFalse("calls are inside");
            gate.Open();

            await Gate.WithinAsync(stop, "the silo did not stop");
            (await Task.WhenAll(inside)).ShouldAllBe(reply => reply.Snapshot.Version > 0);
        }

        await using var next = await TestSilo.StartAsync(store, due: false);
        (await next.Total("c0") + await next.Total("c1")).ShouldBe(10);
    }

    [Fact]
    public async Task Watching_a_grain_leaves_nothing_behind()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Do("c", new CounterCommand.Add(1));
        using var leaving = new CancellationTokenSource();
        var waiting = silo.Runtime.Grains.WaitForChange(new GrainId(CounterModel.TypeName, "c"), 1, leaving.Token);

        // Each look lets go of the signal that it was taken with, and takes the next one.
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (silo.Runtime.Signals.Watched != 1)
        {
            tooLong.IsCancellationRequested.ShouldBeFalse("nobody watches the grain that is waited for");
            await Task.Yield();
        }

        await silo.Changed("c", 0);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);

        silo.Runtime.Signals.Watched.ShouldBe(0);
    }

    [Fact]
    public async Task A_key_that_no_store_can_keep_is_refused_at_the_door()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);

        foreach (var key in new[] { "", "null \0", "half \ud83d", "\ude00 half", "\ud83d\ud83d\ude00", new string('x', GrainId.MaxKeyLength + 1) })
        {
            Should.Throw<ArgumentException>(() => silo.Counter(key));
        }

        foreach (var key in new[] { "whole 😀", "😀😀", "\uFFFD", new string('x', GrainId.MaxKeyLength) })
        {
            (await silo.Do(key, new CounterCommand.Add(1))).Snapshot.Version.ShouldBe(1);
        }
    }

    /// <summary>Asks until the door is closed; what is asked before leaves again at once.</summary>
    private static async Task<OverloadedException> FirstRefusal(TestSilo silo)
    {
        using var left = new CancellationTokenSource();
        await left.CancelAsync();
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            tooLong.IsCancellationRequested.ShouldBeFalse("the silo took calls for 60 seconds after it was told to stop");
            try
            {
                await silo.Counter("door").Execute(new CounterCommand.Nothing(), silo.Ask() with { CancellationToken = left.Token });
            }
            catch (OverloadedException refusal) when (refusal.Message.Contains("stopping", StringComparison.Ordinal))
            {
                return refusal;
            }
            catch (Exception error) when (error is OperationCanceledException or OverloadedException)
            {
                await Task.Yield();
            }
        }
    }
}

public sealed class SqliteLife : LifeContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresLife : LifeContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
