using System.Globalization;
using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Runtime.Turns;
using Actors.Tests;

namespace Actors.Runtime.Tests.Cluster;

/// <summary>Due work outlives the silo that claimed it, and is done once however many race for it.</summary>
public sealed class ClusterDueTests
{
    /// <summary>Claims that lapse at once: every silo may take what another is working on.</summary>
    private static readonly RuntimeOptions Racing = new()
    {
        Lease = TimeSpan.FromMilliseconds(1),
        PollInterval = TimeSpan.FromMilliseconds(1),
        MaxMailbox = 100_000,
        MaxTurns = 100_000,
    };

    [Fact, Requirement("G5"), Requirement("G9")]
    public async Task What_came_due_while_every_silo_was_down_happens_once()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        for (var i = 0; i < 20; i++)
        {
            await cluster[0].Do("r" + i, new CounterCommand.SetAlarm("wake", cluster.Clock.GetUtcNow().AddHours(1), null));
            await cluster[0].Do("a" + i, new CounterCommand.TellOther("b" + i, 5));
        }

        await cluster.StopAllAsync();
        cluster.Clock.Advance(TimeSpan.FromDays(2));
        var first = await cluster.AddAsync();
        var second = await cluster.AddAsync();
        await Task.WhenAll(first.StartDueAsync(), second.StartDueAsync());

        for (var i = 0; i < 20; i++)
        {
            await first.Changed("r" + i, 1);
            await second.Changed("b" + i, 0);
        }

        for (var i = 0; i < 20; i++)
        {
            (await first.History("r" + i)).Count(turn => turn.Command == "Ring").ShouldBe(1);
            (await first.Total("b" + i)).ShouldBe(5);
        }

        (await first.Count("reminder", "name = 'wake'")).ShouldBe(0);
        (await first.Count("outbox")).ShouldBe(0);
    }

    [Fact, Requirement("G5")]
    public async Task Claims_of_a_silo_that_died_come_back_and_are_done_once()
    {
        await using var cluster = await TestCluster.StartAsync(2, options: new RuntimeOptions { PollInterval = TimeSpan.FromMilliseconds(20) });
        var other = cluster[1];
        await other.Do("r", new CounterCommand.SetAlarm("wake", cluster.Clock.GetUtcNow(), null));
        await other.Do("a", new CounterCommand.TellOther("b", 5));

        // What is left of a silo that died after claiming: its claims, for a while.
        var now = cluster.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        (await cluster[0].Runtime.Store.Due.ClaimRemindersAsync("", now, TimeSpan.FromMilliseconds(300), 10, CancellationToken.None)).Count.ShouldBe(1);
        (await cluster[0].Runtime.Store.Due.ClaimMessagesAsync("grain", "", now, TimeSpan.FromMilliseconds(300), 10, CancellationToken.None)).Count.ShouldBe(1);
        await other.StartDueAsync();

        await other.Changed("r", 1);
        await other.Changed("b", 0);

        (await other.History("r")).Count(turn => turn.Command == "Ring").ShouldBe(1);
        (await other.Total("b")).ShouldBe(5);
    }

    [Fact, Requirement("G5")]
    public async Task A_command_that_several_silos_carry_out_at_once_happens_once()
    {
        await using var cluster = await TestCluster.StartAsync(3, due: false, Racing);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => cluster[0].Do("a" + i, new CounterCommand.TellOther("b" + (i % 6), 1))));
        await Task.WhenAll(cluster.Silos.Select(silo => silo.StartDueAsync()));

        for (var i = 0; i < 6; i++)
        {
            await cluster[0].Until("b" + i, view => view.Total >= 10);
        }

        await Task.WhenAll(cluster.Silos.Select(silo => silo.Runtime.StopAsync()));
        (await cluster[0].Count("outbox")).ShouldBe(0);
        (await cluster[0].Query("SELECT id, version FROM grain WHERE id LIKE 'b%'", reader => (reader.GetString(0), reader.GetInt64(1))))
            .ShouldAllBe(grain => grain.Item2 == 10);
    }

    [Fact, Requirement("G5"), Requirement("G9")]
    public async Task A_reminder_that_several_silos_fire_at_once_happens_once()
    {
        await using var cluster = await TestCluster.StartAsync(3, due: false, Racing);
        var due = cluster.Clock.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => cluster[0].Do(
            "r" + i, new CounterCommand.SetAlarm("wake", due, new Schedule.Interval(TimeSpan.FromMinutes(1)) { CatchUp = CatchUp.All }))));
        cluster.Clock.Advance(TimeSpan.FromMinutes(4.5));
        await Task.WhenAll(cluster.Silos.Select(silo => silo.StartDueAsync()));

        for (var i = 0; i < 12; i++)
        {
            await cluster[0].Until("r" + i, view => view.Notes.Count >= 6);
        }

        await Task.WhenAll(cluster.Silos.Select(silo => silo.Runtime.StopAsync()));
        var rung = await cluster[0].Query(
            "SELECT id, events FROM journal WHERE command = 'Ring'", reader => (Grain: reader.GetString(0), Events: reader.GetString(1)));
        foreach (var grain in rung.GroupBy(ring => ring.Grain))
        {
            var expected = Enumerable.Range(0, 5).Select(i => due.AddMinutes(i).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            grain.Select(ring => expected.Single(period => ring.Events.Contains(period, StringComparison.Ordinal))).ShouldBe(expected, ignoreOrder: true);
        }

        rung.Select(ring => ring.Grain).Distinct().Count().ShouldBe(12);
    }

    [Theory, InlineData(true), InlineData(false), Requirement("G5")]
    public async Task A_row_that_is_taken_up_many_times_into_one_commit_counts_once(bool message)
    {
        await using var cluster = await TestCluster.StartAsync(1, due: false, Racing);
        var silo = cluster[0];
        await silo.Do("b", new CounterCommand.Add(1));
        await (message
            ? silo.Do("a", new CounterCommand.TellOther("b", 5))
            : silo.Do("b", new CounterCommand.SetAlarm("wake", cluster.Clock.GetUtcNow(), null)));
        var before = (await silo.Counter("b").Read())!.Version;
        var gate = Gate.Before(silo.Store);
        var busy = silo.Begin("b", new CounterCommand.Add(1));
        await gate.Arrived("the turn before");

        // The grain is busy, the claim lapses, and the same row is claimed again and again.
        await silo.StartDueAsync();
        await ClaimedAgain(silo, message ? "outbox" : "reminder", times: 5);

        gate.Open();
        await busy;
        await silo.Changed("b", before + 1);
        await silo.Runtime.StopAsync();

        (await silo.Query("SELECT version FROM grain WHERE id = 'b'", reader => reader.GetInt64(0))).ShouldBe([before + 2]);
        (await silo.Count("outbox")).ShouldBe(0);
        (await silo.Count("reminder", "name = 'wake'")).ShouldBe(0);
    }

    [Fact, Requirement("G7"), Requirement("G6")]
    public async Task Messages_about_one_subject_leave_in_order_whichever_silo_sends_them()
    {
        await using var cluster = await TestCluster.StartAsync(3, due: true);

        for (var i = 0; i < 30; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(s => cluster[(i + s) % 3].Do("c" + s, new CounterCommand.Push("d", "s" + s, "m" + i))));
        }

        await cluster.Sent.Arrived(90);
        foreach (var lane in cluster.Sent.Messages.GroupBy(message => message.Subject))
        {
            lane.Select(message => message.MessageId).ShouldBe(Enumerable.Range(0, 30).Select(i => "m" + i));
        }
    }

    private static async Task ClaimedAgain(TestSilo silo, string table, int times)
    {
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (HashSet<long> claims = []; claims.Count < times;)
        {
            tooLong.IsCancellationRequested.ShouldBeFalse($"the row of {table} was claimed only {claims.Count} times");
            claims.UnionWith(await silo.Query($"SELECT claimed_until FROM {table} WHERE claimed_until > 0", reader => reader.GetInt64(0)));
        }
    }
}
