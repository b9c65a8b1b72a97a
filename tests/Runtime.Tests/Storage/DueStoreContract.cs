using Actors.Runtime.Storage;
using Actors.Runtime.Tests.Hosting;
using Actors.Tests;

namespace Actors.Runtime.Tests.Storage;

/// <summary>Claims on due rows: one claimer at a time, lapsing, and only the head of a lane.</summary>
public abstract class DueStoreContract
{
    private const long Now = 10_000;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    protected abstract TestStore NewStore();

    [Fact, Requirement("G5")]
    public async Task Of_many_claimers_each_row_has_one()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Store.CommitAsync([.. Enumerable.Range(0, 40).Select(i => Commits.Turn("g" + i, 0).WithEverything("m" + i))], CancellationToken.None);

        var messages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Messages(silo, Long, 7))));
        var reminders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Reminders(silo, Long, 7))));

        var claimed = messages.SelectMany(some => some).Select(message => message.MessageId).Concat((await Messages(silo, Long, 100)).Select(message => message.MessageId)).ToList();
        claimed.Count.ShouldBe(40);
        claimed.ShouldBeUnique();
        var names = reminders.SelectMany(some => some).Select(reminder => reminder.Name).Concat((await Reminders(silo, Long, 100)).Select(reminder => reminder.Name)).ToList();
        names.Count.ShouldBe(40);
        names.ShouldBeUnique();
    }

    [Fact, Requirement("G5"), Requirement("G6")]
    public async Task A_claim_lapses_by_the_clock_of_the_database()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Store.CommitOne(Commits.Turn("g", 0).WithEverything("m"));
        var first = (await Messages(silo, TimeSpan.FromMilliseconds(1))).ShouldHaveSingleItem();
        (await Reminders(silo, TimeSpan.FromMilliseconds(1))).ShouldHaveSingleItem();

        var second = await Eventually(() => Messages(silo, Long));
        await Eventually(() => Reminders(silo, Long));

        second.Claim.ShouldNotBe(first.Claim);
        (await Messages(silo, Long)).ShouldBeEmpty();
        (await Reminders(silo, Long)).ShouldBeEmpty();
    }

    [Fact, Requirement("G6")]
    public async Task Who_lost_its_claim_cannot_put_the_message_off()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Store.CommitOne(Commits.Turn("g", 0).WithEverything("m"));
        var lost = (await Messages(silo, TimeSpan.FromMilliseconds(1))).Single();
        await Eventually(() => Messages(silo, Long));

        await Settle(silo, new MessageOutcome(lost, Now, Recorder.Detail("late"), Now + 1, false));
        await Settle(silo, new MessageOutcome(lost, Now, Recorder.Detail("late"), null, true));

        (await silo.Count("outbox", "attempts = 0 AND parked_at IS NULL AND claimed_until > 0")).ShouldBe(1);
    }

    [Fact, Requirement("G7")]
    public async Task Only_the_head_of_a_lane_may_be_claimed()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await Send(silo, ("d", "s", "1"), ("d", "s", "2"), ("d", "other", "3"), ("e", "s", "4"));

        var heads = await Messages(silo, Long);

        heads.Select(message => message.MessageId).Order().ShouldBe(["1", "3", "4"]);
        (await Messages(silo, Long)).ShouldBeEmpty("the head is on its way");
        await Settle(silo, new MessageOutcome(heads.Single(message => message.MessageId == "1"), Now, Recorder.Detail("delivered"), null, false));
        (await Messages(silo, Long)).ShouldHaveSingleItem().MessageId.ShouldBe("2");
    }

    [Fact, Requirement("G7"), Requirement("G6")]
    public async Task A_parked_head_holds_its_lane_until_it_is_sent_again()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await Send(silo, ("d", "s", "1"), ("d", "s", "2"), ("d", "other", "3"));
        var head = (await Messages(silo, Long)).Single(message => message.MessageId == "1");

        await Settle(silo, new MessageOutcome(head, Now, Recorder.Detail("gone"), null, true));
        (await Messages(silo, Long)).ShouldBeEmpty();
        await Resend(silo, "1");

        (await Messages(silo, Long)).ShouldHaveSingleItem().MessageId.ShouldBe("1");
    }

    [Fact, Requirement("G7")]
    public async Task A_head_that_waits_for_its_next_try_holds_its_lane()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await Send(silo, ("d", "s", "1"), ("d", "s", "2"));
        var head = (await Messages(silo, Long)).Single();

        await Settle(silo, new MessageOutcome(head, Now, Recorder.Detail("http_500"), Now + 1, false));

        (await Messages(silo, Long)).ShouldBeEmpty();
        var again = (await silo.Runtime.Store.Due.ClaimMessagesAsync("test", "", Now + 1, Long, 10, CancellationToken.None)).ShouldHaveSingleItem();
        (again.MessageId, again.Attempts).ShouldBe(("1", 1));
    }

    [Fact]
    public async Task Rows_of_a_clock_that_runs_ahead_come_due_by_that_clock()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        var commit = Commits.Turn("g", 0);
        commit.Reminders.Add(new ReminderRow("sandbox", "acc", 20_000, "", ""));
        commit.Reminders.Add(new ReminderRow("production", "", 20_000, "", ""));
        commit.Reminders.Add(new ReminderRow("other", "acc2", 20_000, "", ""));
        await silo.Store.CommitOne(commit);
        var due = silo.Runtime.Store.Due;

        (await Reminders(silo, Long)).ShouldBeEmpty();
        (await due.ClaimRemindersAsync("acc", 20_000, Long, 10, CancellationToken.None)).ShouldHaveSingleItem().Name.ShouldBe("sandbox");
        (await due.NextReminderAsync(Now, CancellationToken.None)).ShouldBe(20_000);
    }

    [Fact, Requirement("MM-26")]
    public async Task A_destination_whose_rate_is_spent_until_long_from_now_is_served_because_the_clock_was_set_back()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Tamper(
            "INSERT INTO destination (kind, destination, per_second, free_at) VALUES ('test', 'd', 1, @free)",
            ("free", silo.Clock.GetUtcNow().AddHours(1).ToMilliseconds() * 1_000));
        await Send(silo, ("d", "s", "1"));

        await silo.StartDueAsync();

        await silo.Sent.Arrived(1);
    }

    private static Task<List<ClaimedMessage>> Messages(TestSilo silo, TimeSpan lease, int limit = 100) =>
        silo.Runtime.Store.Due.ClaimMessagesAsync("test", "", Now, lease, limit, CancellationToken.None);

    private static Task<List<ClaimedReminder>> Reminders(TestSilo silo, TimeSpan lease, int limit = 100) =>
        silo.Runtime.Store.Due.ClaimRemindersAsync("", Now, lease, limit, CancellationToken.None);

    private static Task Settle(TestSilo silo, MessageOutcome outcome) => silo.Runtime.Store.Outbox.CompleteAsync([outcome], CancellationToken.None);

    private static async Task Send(TestSilo silo, params (string Destination, string Subject, string Id)[] messages)
    {
        var commit = Commits.Turn("g", 0);
        commit.Sends.AddRange(messages.Select(message => Commits.Message(message.Destination, message.Subject, message.Id)));
        (await silo.Store.CommitOne(commit)).ShouldBe(CommitOutcome.Committed);
    }

    private static async Task Resend(TestSilo silo, string id)
    {
        var commit = Commits.Turn("g", 1);
        commit.Resends.Add(new ResendRow("s", id, Now));
        (await silo.Store.CommitOne(commit)).ShouldBe(CommitOutcome.Committed);
    }

    private static async Task<T> Eventually<T>(Func<Task<List<T>>> claim)
    {
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!tooLong.IsCancellationRequested)
        {
            if (await claim() is [var claimed])
            {
                return claimed;
            }
        }

        throw new TimeoutException("the claim did not lapse within 60 seconds");
    }
}

public sealed class SqliteDueStoreTests : DueStoreContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresDueStoreTests : DueStoreContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
