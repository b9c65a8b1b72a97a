using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Tests;

namespace Actors.Runtime.Tests.Cluster;

/// <summary>What a silo remembers is never taken for the truth.</summary>
public sealed class ClusterReadTests
{
    [Fact, Requirement("G8")]
    public async Task A_read_never_shows_less_than_what_any_silo_acknowledged()
    {
        await using var cluster = await TestCluster.StartAsync(3);
        long acknowledged = 0;
        using var written = new CancellationTokenSource();
        var readers = cluster.Silos.Select(silo => Task.Run(async () =>
        {
            var reads = 0;
            while (!written.IsCancellationRequested)
            {
                var least = Interlocked.Read(ref acknowledged);
                var seen = (await silo.Counter("c").Read())?.Version ?? 0;
                seen.ShouldBeGreaterThanOrEqualTo(least);
                reads++;
            }

            return reads;
        })).ToList();

        for (var i = 0; i < 300; i++)
        {
            var reply = await cluster[i % 2].Do("c", new CounterCommand.Add(1));
            Interlocked.Exchange(ref acknowledged, reply.Snapshot.Version);
        }

        await written.CancelAsync();
        (await Task.WhenAll(readers)).ShouldAllBe(reads => reads > 0);
    }

    [Fact, Requirement("G8")]
    public async Task A_read_on_another_silo_follows_each_acknowledged_turn()
    {
        await using var cluster = await TestCluster.StartAsync(2);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(grain => Task.Run(async () =>
        {
            for (var i = 1; i <= 40; i++)
            {
                var (writer, reader) = (cluster[i % 2], cluster[(i + 1) % 2]);
                await writer.Do("c" + grain, new CounterCommand.Add(1));
                (await reader.Total("c" + grain)).ShouldBe(i);
            }
        })));
    }

    [Fact, Requirement("G8")]
    public async Task A_refusal_is_not_given_from_memory()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var (first, second) = (cluster[0], cluster[1]);
        (await first.Do("c", new CounterCommand.Add(1))).Snapshot.Version.ShouldBe(1);
        await second.Do("c", new CounterCommand.Add(1));

        var stale = await first.Counter("c").Execute(new CounterCommand.Add(1), first.Ask(version: 1));
        await second.Do("c", new CounterCommand.Add(1));
        var fresh = await first.Counter("c").Execute(new CounterCommand.Add(1), first.Ask(version: 3));

        stale.ShouldBeOfType<Reply<CounterView>.Refused>().Rejection.Kind.ShouldBe(RejectionKind.PreconditionFailed);
        fresh.ShouldBeOfType<Reply<CounterView>.Done>().Snapshot.Version.ShouldBe(4, "memory said version 2, the store version 3");
    }

    [Fact, Requirement("G8")]
    public async Task A_turn_without_an_effect_answers_with_the_present_state()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        await cluster[0].Do("c", new CounterCommand.Add(1));
        await cluster[1].Do("c", new CounterCommand.Add(1));

        var nothing = await cluster[0].Do("c", new CounterCommand.Nothing());

        nothing.Changed.ShouldBeFalse();
        nothing.Snapshot.Version.ShouldBe(2);
        nothing.Snapshot.Value.Total.ShouldBe(2);
    }

    [Theory, InlineData(true), InlineData(false), Requirement("G4")]
    public async Task A_repeat_that_would_be_refused_now_gets_its_first_answer_on_every_silo(bool onStaleSilo)
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var (first, second) = (cluster[0], cluster[1]);
        await second.Do("c", new CounterCommand.Add(1));
        await first.Counter("c").Execute(new CounterCommand.Add(1), first.Ask("k", version: 1));
        await first.Do("c", new CounterCommand.Add(1));

        var silo = onStaleSilo ? second : first;
        var repeat = await silo.Counter("c").Execute(new CounterCommand.Add(1), silo.Ask("k", version: 1));

        var done = repeat.ShouldBeOfType<Reply<CounterView>.Done>();
        done.Replayed.ShouldBeTrue();
        done.Snapshot.Version.ShouldBe(2);
        (await first.Total("c")).ShouldBe(3);
    }

    [Fact, Requirement("G4")]
    public async Task The_same_key_with_another_body_is_refused_on_another_silo()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        await cluster[0].Do("c", new CounterCommand.Add(1), "k", "1");

        var reply = await cluster[1].Counter("c").Execute(new CounterCommand.Add(2), cluster[1].Ask("k", "2"));

        reply.ShouldBeOfType<Reply<CounterView>.Refused>().Rejection.Kind.ShouldBe(RejectionKind.KeyReused);
        (await cluster[1].Total("c")).ShouldBe(1);
    }
}
