using Actors.Runtime.Due;
using Actors.Runtime.Hosting;
using Actors.Runtime.Storage;
using Actors.Runtime.Tests.Hosting;
using Actors.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Runtime.Tests.Storage;

/// <summary>What logs, destinations and their health promise, on every store.</summary>
public abstract class FeedStoreContract
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    protected abstract TestStore NewStore();

    [Fact, Requirement("G2")]
    public async Task Events_are_logged_with_their_commit_or_not_at_all()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Commit(store, At(0, 1), commit => commit.Events.AddRange([Event(1), Event(2, "b", "po_2")]));
        await Commit(store, At(7, 8), commit => commit.Events.Add(Event(3)), CommitOutcome.Conflict);

        (await store.Events.Read(new EventQuery("f"))).Select(e => (e.Sequence, e.Id, e.Body)).ShouldBe([(1, "e1", "{}"), (2, "e2", "{}")]);
        (await store.Events.Read(new EventQuery("f") { After = 1 })).Select(e => e.Sequence).ShouldBe([2]);
        (await store.Events.Read(new EventQuery("f") { OldestFirst = false, Limit = 1 })).Select(e => e.Sequence).ShouldBe([2]);
        (await store.Events.Read(new EventQuery("f") { Types = ["a", "c"] })).Select(e => e.Sequence).ShouldBe([1]);
        (await store.Events.Read(new EventQuery("f") { Subject = "po_2", From = 1L.ToTime(), To = 3L.ToTime() })).Select(e => e.Sequence).ShouldBe([2]);
        (await store.Events.Read(new EventQuery("g"))).ShouldBeEmpty();
        (await store.Events.Find("f", "e2"))!.Sequence.ShouldBe(2);
        (await store.Events.Count(new EventQuery("f"))).ShouldBe(2);
    }

    [Fact, Requirement("MM-27")]
    public async Task Events_of_several_types_come_in_one_order_whichever_way_they_are_read()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        string[] types = ["a", "b", "c", "a", "c", "b", "a"];
        await Commit(store, At(0, 1), commit => commit.Events.AddRange(types.Index().Select(one => Event(one.Index + 1, one.Item))));
        var query = new EventQuery("f") { Types = ["a", "b"] };

        (await Read(query)).ShouldBe("1 2 4 6 7");
        (await Read(query with { OldestFirst = false, Limit = 3 })).ShouldBe("7 6 4");
        (await Read(query with { After = 2, Limit = 2 })).ShouldBe("4 6");
        (await Read(query with { OldestFirst = false, Before = 6 })).ShouldBe("4 2 1");
        (await Read(query with { From = 4L.ToTime(), To = 7L.ToTime() })).ShouldBe("4 6");
        (await Read(query with { Types = ["a", "a"] })).ShouldBe("1 4 7", "a type that is named twice is one");
        (await Read(query with { Subject = "po_1", Types = ["c"] })).ShouldBe("3 5");
        (await Read(new EventQuery("g") { Types = ["a"] })).ShouldBe("");

        async Task<string> Read(EventQuery asked) => string.Join(' ', (await store.Events.Read(asked)).Select(found => found.Sequence));
    }

    [Theory, Requirement("MM-27")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rare_type_is_found_by_its_index_and_nothing_else_is_looked_at(bool oldestFirst)
    {
        using var files = NewStore();
        await using var store = await Open(files);

        // What the planner knows is of a time when the log was short and full of it.
        await Run("INSERT INTO event VALUES ('busy', 1, 'e1', 'rare', 'po_1', 1, 1, '{}')");
        await Run("ANALYZE event");
        await Run("""
            WITH RECURSIVE s(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM s WHERE n < 20000)
            INSERT INTO event SELECT 'busy', n, 'e' || n, 'common', 'po_' || n, n, n, '{}' FROM s
            """);
        var query = new EventQuery("busy") { Types = ["rare", "never"], OldestFirst = oldestFirst, Before = 20_000 };
        var (sql, parameters) = EventLog.Select(query);
        var plan = string.Join('\n', store.Database.Dialect == Dialect.Postgres
            ? await store.Database.QueryAsync("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + sql, parameters, row => row.GetString(0), CancellationToken.None)
            : await store.Database.QueryAsync("EXPLAIN QUERY PLAN " + sql, parameters, row => row.GetString(3), CancellationToken.None));

        (await store.Events.Read(query)).ShouldHaveSingleItem().Sequence.ShouldBe(1);
        plan.ShouldContain("event_type");
        plan.ShouldNotContain("Removed by", Case.Sensitive, plan);
        plan.ShouldNotContain("Seq Scan", Case.Sensitive, plan);
        plan.ShouldNotContain("SCAN event", Case.Sensitive, plan);

        Task<int> Run(string statement) => store.Database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(transaction, statement, [], CancellationToken.None), CancellationToken.None);
    }

    [Fact, Requirement("UE-24")]
    public async Task What_is_kept_is_counted_in_real_time_whatever_a_sandbox_s_clock_says()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        var (now, tenYears) = (store.Clock.GetUtcNow(), store.Clock.GetUtcNow().AddYears(10).ToMilliseconds());
        await Commit(store, At(0, 1), commit =>
        {
            commit.Events.AddRange([Event(1) with { At = tenYears }, Event(2)]);
            commit.Sends.AddRange([Message("a", "s1", "m1"), Message("a", "s2", "m2")]);
        });
        await Fail(store, new Rules(), tenYears);
        await Commit(store, At(1, 2), commit => commit.Recalls.Add(new MessageKey("s2", "m2", LoggedAt: tenYears)));

        (await Prune(now.AddHours(-1))).ShouldBe(0, "one event is of 1970 by its clock, and yet it is new");
        (await Prune(now.AddHours(1))).ShouldBe(4, "two events, an attempt and one that was taken back");
        (await store.Events.Count(new EventQuery("f"))).ShouldBe(0);
        (await store.Events.Attempts(new AttemptQuery("k") { Destinations = ["a"] })).ShouldBeEmpty();

        Task<int> Prune(DateTimeOffset before) =>
            store.Silos.PruneAsync(0, before.ToMilliseconds(), before.ToMilliseconds(), CancellationToken.None);
    }

    [Fact, Requirement("G7")]
    public async Task Each_destination_gets_one_before_any_gets_a_second_and_a_lane_gives_its_head()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Commit(store, At(0, 1), commit => commit.Sends.AddRange(
            [Message("a", "s1", "1"), Message("a", "s1", "2"), Message("a", "s2", "3"), Message("a", "s3", "4"), Message("b", "s1", "5")]));

        (await store.Destinations.WaitingAsync("k", CancellationToken.None)).Select(w => w.Destination).ShouldBe(["a", "b"], ignoreOrder: true);
        (await Claim(store, 2, Target("a", 8), Target("b", 8))).ShouldBe(["1", "5"], ignoreOrder: true);
        (await Claim(store, 8, Target("a", 1), Target("b", 8))).ShouldBe(["3"], "the second of a lane waits for its head");
    }

    [Fact]
    public async Task What_is_paused_waits_and_what_is_dropped_is_gone()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Commit(store, At(0, 1), commit =>
        {
            commit.Sends.AddRange([Message("a", "s", "1"), Message("b", "s", "2")]);
            commit.Paces.AddRange([new PaceRow("k", "a", true, 0), new PaceRow("k", "b", false, 5)]);
        });
        var waiting = (await store.Destinations.WaitingAsync("k", CancellationToken.None)).ToDictionary(w => w.Destination);
        (waiting["a"].HeldUntil, waiting["b"].HeldUntil, waiting["b"].PerSecond).ShouldBe((PaceRow.Forever, 0, 5));
        (await store.Events.Health("k", "a"))!.State.ShouldBe(DestinationState.Paused);

        await Commit(store, At(1, 2), commit =>
        {
            commit.Paces.Add(new PaceRow("k", "a", false, 0));
            commit.Drops.Add(new DestinationKey("k", "b"));
        });
        (await store.Destinations.WaitingAsync("k", CancellationToken.None)).ShouldHaveSingleItem().HeldUntil.ShouldBe(0);
        (await store.Events.Health("k", "b")).ShouldBeNull();
    }

    [Fact]
    public async Task A_message_can_be_taken_back_from_one_destination()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Commit(store, At(0, 1), commit => commit.Sends.AddRange([Message("a", "s", "m"), Message("b", "s", "m")]));
        await Commit(store, At(1, 2), commit => commit.Recalls.Add(new MessageKey("s", "m", "a")));
        (await store.Destinations.WaitingAsync("k", CancellationToken.None)).ShouldHaveSingleItem().Destination.ShouldBe("b");
        await Commit(store, At(2, 3), commit => commit.Recalls.Add(new MessageKey("s", "m")));
        (await store.Destinations.WaitingAsync("k", CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rate_lets_so_many_go_and_remembers_it()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Commit(store, At(0, 1), commit =>
        {
            commit.Sends.AddRange(Enumerable.Range(0, 50).Select(n => Message("a", $"s{n}", $"m{n}")));
            commit.Paces.Add(new PaceRow("k", "a", false, 100));
        });

        const long Second = 1_000_000;
        (await Claim(store, 50, Second, Target("a", 50, 100))).Count.ShouldBe(10, "a tenth of a second's worth in one go");
        (await Claim(store, 50, Second, Target("a", 50, 100))).ShouldBeEmpty();
        (await Claim(store, 50, Second + 50_000, Target("a", 50, 100))).Count.ShouldBe(5);
    }

    [Fact, Requirement("G7")]
    public async Task Of_many_throttled_destinations_those_due_longest_come_first_and_none_stands_before_the_others()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        string[] names = ["d0", "d1", "d2", "d3", "d4"];
        await Commit(store, At(0, 1), commit =>
        {
            commit.Sends.AddRange(names.Select(name => Message(name, "s", $"m_{name}")));
            commit.Paces.AddRange(names.Select(name => new PaceRow("k", name, false, 1)));
        });
        ClaimTarget[] targets = [.. names.Select(name => Target(name, 8, 1))];

        const long Second = 1_000_000;
        (await Claim(store, 2, 10 * Second, targets)).ShouldBe(["m_d0", "m_d1"], ignoreOrder: true);

        // The first two are on their way, here or at another silo, for as long as they like.
        (await Claim(store, 2, 20 * Second, targets)).Count.ShouldBe(2);
        (await Claim(store, 2, 30 * Second, [.. targets, Target("e", 8)])).ShouldHaveSingleItem();
        (await Claim(store, 2, 40 * Second, targets)).ShouldBeEmpty();
    }

    [Fact, Requirement("MM-26")]
    public async Task A_rate_that_was_spent_before_the_clock_was_set_back_holds_nobody()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Commit(store, At(0, 1), commit =>
        {
            commit.Sends.AddRange([Message("a", "s1", "m1"), Message("a", "s2", "m2"), Message("a", "s3", "m3")]);
            commit.Paces.Add(new PaceRow("k", "a", false, 2));
        });

        const long Second = 1_000_000;
        (await Claim(store, 9, 3_600 * Second, Target("a", 1, 2))).Count.ShouldBe(1);
        (await Claim(store, 9, 1 * Second, Target("a", 9, 2))).Count.ShouldBe(1);
        (await Claim(store, 9, (1 * Second) + 1, Target("a", 9, 2))).ShouldBeEmpty("its rate counts from there");
        (await Claim(store, 9, 2 * Second, Target("a", 9, 2))).Count.ShouldBe(1);
    }

    [Fact, Requirement("G2")]
    public async Task Failures_hold_a_destination_and_somebody_is_told_in_the_same_commit()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Commit(store, At(0, 1), commit => commit.Sends.Add(Message("a", "s", "m")));
        var rules = new Rules();

        (await Fail(store, rules, 10)).ShouldBeFalse();
        (await Fail(store, rules, 20)).ShouldBeTrue("the second one is told");
        var health = (await store.Events.Health("k", "a"))!;
        (health.State, health.Failures, health.FailingSince, health.LastOutcome).ShouldBe((DestinationState.Failing, 2, 10L.ToTime(), "http_500"));
        health.HeldUntil.ShouldBe(1_020L.ToTime());
        var told = (await store.Due.ClaimMessagesAsync("grain", "", 100, Lease, 9, CancellationToken.None)).ShouldHaveSingleItem();
        (told.Destination, told.Topic).ShouldBe(("counter/x", "Failing"));

        var claim = (await store.Destinations.ClaimAsync("k", [Target("a", 1)], Lease, 1, 0, CancellationToken.None)).ShouldHaveSingleItem();
        claim.Attempts.ShouldBe(2);
        (await store.Outbox.CompleteAsync([new MessageOutcome(claim, 30, Recorder.Detail("delivered"), null, false)], rules, CancellationToken.None)).ShouldBeTrue();
        (await store.Events.Health("k", "a"))!.State.ShouldBe(DestinationState.Well);
        var attempts = await store.Events.Attempts(new AttemptQuery("k") { Destinations = ["a"] });
        attempts.Select(a => (a.Attempt, a.Detail.Outcome)).ShouldBe([(3, "delivered"), (2, "http_500"), (1, "http_500")]);
        (await store.Events.Attempts(new AttemptQuery("k") { Destinations = ["a", "b"], Outcome = "failed", Before = attempts[1].Sequence })).ShouldHaveSingleItem();
        (await store.Events.Attempts(new AttemptQuery("k") { Destinations = ["a"], MessageId = "m", Subject = "s", StatusCode = 200, From = 10L.ToTime(), To = 11L.ToTime() }))
            .ShouldHaveSingleItem().Detail.Request.ShouldBe("webhook-id: m");
    }

    [Fact, Requirement("G2")]
    public async Task An_attempt_whose_consequences_cannot_be_kept_is_not_kept_either()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Commit(store, At(0, 1), commit => commit.Sends.Add(Message("a", "s", "m")));
        var rules = new Rules { Broken = true };
        (await Fail(store, rules, 10)).ShouldBeFalse("nobody is told of the first");
        await Should.ThrowAsync<Exception>(() => Fail(store, rules, 20));

        (await store.Events.Attempts(new AttemptQuery("k") { Destinations = ["a"] })).ShouldHaveSingleItem().Attempt.ShouldBe(1);
        var health = (await store.Events.Health("k", "a"))!;
        (health.State, health.Failures).ShouldBe((DestinationState.Well, 1));
        (await store.Destinations.WaitingAsync("k", CancellationToken.None)).ShouldHaveSingleItem().DueAt.ShouldBe(10, "as the first attempt left it");
        (await store.Due.ClaimMessagesAsync("grain", "", 100, Lease, 9, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact, Requirement("MM-26")]
    public async Task Who_asks_for_a_try_ends_a_rest_but_no_pause()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Commit(store, At(0, 1), commit =>
        {
            commit.Sends.AddRange([Message("a", "s", "m"), Message("b", "s", "m"), Message("p", "s", "m")]);
            commit.Paces.Add(new PaceRow("k", "p", true, 0));
        });
        var rules = new Rules();
        await Fail(store, rules, 10);
        await Fail(store, rules, 20);
        (await Held(store, "a")).ShouldBe(1_020);

        await Commit(store, At(1, 2), commit => commit.Resends.Add(new ResendRow("s", "m", 30, "b")));
        (await Held(store, "a")).ShouldBe(1_020, "another's message was sent again");
        await Commit(store, At(2, 3), commit => commit.Resends.Add(new ResendRow("s", "m", 30)));
        (await Held(store, "a"), await Held(store, "p")).ShouldBe((0, PaceRow.Forever));
        (await store.Events.Health("k", "a"))!.Failures.ShouldBe(2, "one message tries, not all");

        await store.Database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            transaction, "UPDATE destination SET held_until = 99 WHERE destination = 'a'", [], CancellationToken.None), CancellationToken.None);
        await Commit(store, At(3, 4), commit => commit.Probes.AddRange([new DestinationKey("k", "a"), new DestinationKey("k", "p")]));
        (await Held(store, "a"), await Held(store, "p")).ShouldBe((0, PaceRow.Forever));

        await Commit(store, At(4, 5), commit =>
        {
            commit.Probes.Add(new DestinationKey("k", "a"));
            commit.Paces.Add(new PaceRow("k", "a", true, 0));
        });
        (await Held(store, "a")).ShouldBe(PaceRow.Forever, "a pause in the same commit holds");
    }

    [Fact, Requirement("MM-26")]
    public async Task Where_looks_are_dear_what_is_new_or_changed_is_seen_at_once()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        var looks = new DestinationLooks(store.Destinations, "k", TimeSpan.Zero, TimeSpan.Zero);
        await Commit(store, At(0, 1), commit => commit.Sends.AddRange([Message("a", "s", "1"), Message("b", "s", "2")]));
        (await Look(looks)).ShouldBe(["a", "b"]);

        await Commit(store, At(1, 2), commit =>
        {
            commit.Sends.AddRange([Message("c", "s", "3"), Message("d", "s", "4") with { Kind = "other" }]);
            commit.Recalls.Add(new MessageKey("s", "1"));
        });
        (await Look(looks)).Where(name => name != "a").ShouldBe(["b", "c"]);
        looks.Changed("a");
        (await Look(looks)).ShouldBe(["b", "c"]);

        await Commit(store, At(2, 3), commit => commit.Paces.Add(new PaceRow("k", "b", true, 0)));
        looks.Changed();
        (await looks.LookAsync(CancellationToken.None)).Single(waiting => waiting.Destination == "b").HeldUntil.ShouldBe(PaceRow.Forever);
    }

    private static async Task<List<string>> Look(DestinationLooks looks) =>
        [.. (await looks.LookAsync(CancellationToken.None)).Select(waiting => waiting.Destination).Order(StringComparer.Ordinal)];

    private static async Task<long> Held(OpenedStore store, string destination) =>
        (await store.Destinations.WaitingAsync("k", CancellationToken.None, [destination])).ShouldHaveSingleItem().HeldUntil;

    private static async Task<bool> Fail(OpenedStore store, Rules rules, long at)
    {
        var claim = (await store.Destinations.ClaimAsync("k", [Target("a", 1)], Lease, 1, 0, CancellationToken.None)).ShouldHaveSingleItem();
        var detail = Recorder.Detail("http_500") with { Duration = TimeSpan.Zero, Request = "webhook-id: m", Size = 2, Address = "192.0.2.1:443" };
        return await store.Outbox.CompleteAsync([new MessageOutcome(claim, at, detail, at, false)], rules, CancellationToken.None);
    }

    private static Task<List<string>> Claim(OpenedStore store, int limit, params ClaimTarget[] targets) => Claim(store, limit, 0, targets);

    private static async Task<List<string>> Claim(OpenedStore store, int limit, long now, params ClaimTarget[] targets) =>
        [.. (await store.Destinations.ClaimAsync("k", targets, Lease, limit, now, CancellationToken.None)).Select(claim => claim.MessageId)];

    private static ClaimTarget Target(string destination, int room, int perSecond = 0) => new(destination, 100, room, perSecond);

    private static Task<OpenedStore> Open(TestStore files) => OpenedStore.OpenAsync(
        new SiloSettings { Postgres = files.Postgres, DataDirectory = files.Directory }, NullLoggerFactory.Instance, CancellationToken.None);

    private static GrainCommit At(long expected, long version) => new(new GrainId("feed", "f"), expected)
    {
        Version = version, Index = new GrainIndex("acc", DataEnvironment.Production, "Open"), State = "{}", Chain = [1], Schema = 1,
    };

    private static async Task Commit(OpenedStore store, GrainCommit commit, Action<GrainCommit> fill, CommitOutcome expected = CommitOutcome.Committed)
    {
        fill(commit);
        (await store.Turns.CommitAsync([commit], CancellationToken.None)).ShouldBe([expected]);
    }

    private static EventRow Event(long n, string type = "a", string subject = "po_1") => new(n, $"e{n}", type, subject, n, "{}");

    private static OutboxRow Message(string destination, string subject, string id) => new("k", destination, subject, id, "t", "{}", "", "", 1, null);

    /// <summary>Two failures, and it is held for a second.</summary>
    private sealed class Rules : IHealthRules
    {
        /// <summary>Makes messages that no database takes.</summary>
        public bool Broken { get; init; }

        public bool Watches(string kind) => kind == "k";

        public Health After(Health before, MessageOutcome outcome) => outcome.IsDelivered
            ? Health.Well
            : before with
            {
                Failures = before.Failures + 1,
                Since = before.Since ?? outcome.At,
                State = before.Failures == 0 ? DestinationState.Well : DestinationState.Failing,
                HeldUntil = before.Failures == 0 ? 0 : outcome.At + 1_000,
            };

        public OutboxRow? Tell(DestinationChange change, string clock) =>
            new("grain", "counter/x", "k:a", $"m{change.State}", Broken ? null! : change.State.ToString(), "{}", "", clock, 1, null);
    }
}

public sealed class SqliteFeedStore : FeedStoreContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresFeedStore : FeedStoreContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
