using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Tests;

namespace Actors.Runtime.Tests.Cluster;

/// <summary>Any silo may run any grain's turn: the version decides, and nothing is lost or doubled.</summary>
public sealed class ClusterTurnTests
{
    [Fact, Requirement("G1"), Requirement("G3")]
    public async Task Three_silos_that_hammer_one_grain_form_one_sequence()
    {
        await using var cluster = await TestCluster.StartAsync(3);

        var replies = await Task.WhenAll(cluster.Silos.Select(silo => Task.Run(async () =>
        {
            List<Snapshot<CounterView>> mine = [];
            for (var i = 0; i < 40; i++)
            {
                mine.AddRange((await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Insist(() => silo.Do("c", new CounterCommand.Add(1)))))).Select(reply => reply.Snapshot));
            }

            return mine;
        })));

        var all = replies.SelectMany(mine => mine).ToList();
        all.Select(snapshot => snapshot.Version).Order().ShouldBe(Enumerable.Range(1, 360).Select(n => (long)n));
        all.ShouldAllBe(snapshot => snapshot.Value.Total == snapshot.Version);
        (await cluster[0].Total("c")).ShouldBe(360);
        (await cluster[1].Runtime.VerifyAsync().ToListAsync()).ShouldBeEmpty();
    }

    [Fact, Requirement("G1"), Requirement("G2")]
    public async Task Silos_that_write_many_grains_in_any_order_neither_lose_nor_stop()
    {
        await using var cluster = await TestCluster.StartAsync(3);

        await Task.WhenAll(cluster.Silos.SelectMany((silo, s) => Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            for (var n = 0; n < 12; n++)
            {
                var grain = "c" + (((s % 2 == 0 ? n : 11 - n) + i) % 12);
                await Insist(() => silo.Do(grain, new CounterCommand.Push("d", grain, $"{s}/{i}/{n}")));
            }
        }))));

        var totals = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => cluster[0].Total("c" + i)));
        totals.ShouldAllBe(total => total == 36);
        (await cluster[0].Count("outbox")).ShouldBe(432);
        (await cluster[0].Runtime.VerifyAsync().ToListAsync()).ShouldBeEmpty();
    }

    [Fact, Requirement("G4")]
    public async Task One_request_key_on_three_silos_at_once_has_one_effect_and_one_answer()
    {
        await using var cluster = await TestCluster.StartAsync(3);
        for (var round = 0; round < 20; round++)
        {
            var grain = "c" + (round % 4);
            var before = await cluster[0].Total(grain);

            var replies = await Task.WhenAll(cluster.Silos.SelectMany(silo => Enumerable.Range(0, 2).Select(_ => silo.Do(grain, new CounterCommand.Add(1), "k" + round))));

            replies.Select(reply => (reply.Snapshot.Version, reply.Snapshot.Value.Total, reply.At)).Distinct().ShouldHaveSingleItem();
            replies.Count(reply => !reply.Replayed).ShouldBe(1);
            (await cluster[2].Total(grain)).ShouldBe(before + 1);
        }
    }

    [Fact, Requirement("G4")]
    public async Task A_request_repeated_on_another_silo_after_a_crash_gets_the_first_answer()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var (dying, other) = (cluster[0], cluster[1]);
        await dying.Do("c", new CounterCommand.Add(1));
        dying.Store.Next(new Fault.AnswerLost());
        dying.Store.ReadsFail = true;
        var lost = dying.Begin("c", new CounterCommand.Push("d", "s", "m"), "k");

        // The silo that committed never says so; its caller asks elsewhere.
        await other.Changed("c", 1);
        var answer = await other.Do("c", new CounterCommand.Push("d", "s", "m"), "k");

        answer.Replayed.ShouldBeTrue();
        answer.Snapshot.Version.ShouldBe(2);
        (await other.Total("c")).ShouldBe(2);
        (await other.Count("outbox")).ShouldBe(1);
        dying.Store.ReadsFail = false;
        (await lost).ShouldBeOfType<Reply<CounterView>.Done>().Snapshot.Version.ShouldBe(2);
    }

    [Theory, InlineData(false), InlineData(true), Requirement("G1"), Requirement("G4")]
    public async Task A_silo_that_stops_in_the_middle_of_a_turn_blocks_nobody_and_its_late_commit_loses(bool firstTurn)
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var (stuck, other) = (cluster[0], cluster[1]);
        var version = firstTurn ? 0 : (await stuck.Do("c", new CounterCommand.Add(1))).Snapshot.Version;
        var gate = Gate.Before(stuck.Store);
        var late = stuck.Begin("c", new CounterCommand.Push("d", "s", "m"), "k");
        await gate.Arrived("the turn of the silo that stops");

        var answer = await other.Do("c", new CounterCommand.Push("d", "s", "m"), "k");
        gate.Open();

        answer.Replayed.ShouldBeFalse();
        answer.Snapshot.Version.ShouldBe(version + 1);
        var lateAnswer = (await late).ShouldBeOfType<Reply<CounterView>.Done>();
        lateAnswer.Replayed.ShouldBeTrue();
        lateAnswer.Snapshot.Version.ShouldBe(version + 1);
        (await other.Count("outbox")).ShouldBe(1);
        (await other.Total("c")).ShouldBe(version + 1);
    }

    [Fact, Requirement("G2"), Requirement("G3")]
    public async Task A_silo_killed_before_its_commit_leaves_nothing_behind()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var (killed, other) = (cluster[0], cluster[1]);
        await killed.Do("c", new CounterCommand.Add(1));
        var gate = Gate.Before(killed.Store);
        var call = killed.Begin("c", new CounterCommand.Push("d", "s", "m"), "k");
        await gate.Arrived("the turn of the silo that is killed");

        // What a kill looks like from outside: no answer, and no commit.
        killed.Store.Next(new Fault.Lost());
        (await other.Total("c")).ShouldBe(1);
        (await other.Count("outbox")).ShouldBe(0);
        (await other.Count("request")).ShouldBe(0);
        (await other.Do("c", new CounterCommand.Add(1))).Snapshot.Version.ShouldBe(2);
        call.IsCompleted.ShouldBeFalse();
        gate.Open();
        await call;
    }

    /// <summary>Under this much contention a turn may be refused as overloaded; nothing was done then.</summary>
    private static async Task<T> Insist<T>(Func<Task<T>> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (OverloadedException) when (tries < 20)
            {
                // Nothing was done: ask again.
            }
        }
    }
}
