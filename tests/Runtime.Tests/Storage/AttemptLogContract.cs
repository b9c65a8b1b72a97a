using Actors.Runtime.Hosting;
using Actors.Runtime.Storage;
using Actors.Runtime.Tests.Hosting;
using Actors.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Runtime.Tests.Storage;

/// <summary>What the log of attempts tells, on every store.</summary>
public abstract class AttemptLogContract
{
    private static int _grains;

    protected abstract TestStore NewStore();

    [Fact, Requirement("MM-26")]
    public async Task Arrivals_tell_of_each_event_whether_it_reached_one_destination()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Attempt(store, Message("a", "po_1", "e1"), "http_500", retry: true);
        await Attempt(store, Message("a", "po_1", "e1"), "delivered");
        await Attempt(store, Message("a", "po_1", "e2"), "timeout");
        await Attempt(store, Message("a", "po_2", "e3"), "delivered");
        await Attempt(store, Message("a", "po_2", "e3"), "http_500");
        await Attempt(store, Message("b", "po_3", "e4"), "delivered");
        await Attempt(store, Message("a", "po_3", "e4") with { Kind = "other" }, "delivered");
        await Attempt(store, Message("a", "po_9", "e5"), "delivered");
        await Attempt(store, Message("a", "po_1", "e6"), "delivered");
        await Commit(store, commit => commit.Sends.Add(Message("a", "po_4", "e7")));
        await Commit(store, commit => commit.Recalls.Add(new MessageKey("po_4", "e7", LoggedAt: 5)));
        await Attempt(store, Message("a", "po_6", "e8"), "http_500", retry: true);
        await Commit(store, commit => commit.Recalls.Add(new MessageKey("po_6", "e8", LoggedAt: 15)));
        await Attempt(store, Message("a", "po_6", "e9"), "http_500", retry: true);
        await Commit(store, commit => commit.Recalls.Add(new MessageKey("po_6", "e9", LoggedAt: 15)));
        await Attempt(store, Message("a", "po_6", "e9"), "timeout");

        var arrivals = await store.Events.Arrivals(
            "k", "a", [Event("e1", "po_1"), Event("e2", "po_1"), Event("e3", "po_2"), Event("e4", "po_3"), Event("e5", "po_5"), Event("e7", "po_4"),
                Event("e8", "po_6"), Event("e9", "po_6")]);

        // e4 went elsewhere and under another kind, e5 was about something else, e6 is not asked for, e7 was never tried,
        // e9 was sent again after it had been taken back.
        arrivals.ShouldBe(
            new Dictionary<string, Arrival>
            {
                ["e1"] = Arrival.Delivered, ["e2"] = Arrival.Failed, ["e3"] = Arrival.Delivered, ["e7"] = Arrival.Withdrawn, ["e8"] = Arrival.Withdrawn,
                ["e9"] = Arrival.Failed,
            },
            ignoreOrder: true);
        (await store.Events.Arrivals("k", "none", [Event("e1", "po_1")])).ShouldBeEmpty();
        (await store.Events.Arrivals("k", "a", [])).ShouldBeEmpty();
    }

    [Fact, Requirement("MM-26")]
    public async Task Arrivals_take_a_thousand_events_at_once()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Attempt(store, Message("a", "po_999", "e999"), "delivered");
        var all = Enumerable.Range(0, 1_000).Select(n => Event($"e{n}", $"po_{n}")).ToList();
        (await store.Events.Arrivals("k", "a", all)).ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, Arrival>("e999", Arrival.Delivered));
    }

    [Fact, Requirement("MM-26"), Requirement("G2")]
    public async Task A_try_that_is_taken_back_is_logged_in_the_commit_that_takes_it_back_unless_it_is_under_way()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Attempt(store, Message("a", "po_1", "e1"), "http_500", retry: true);
        await Commit(store, commit => commit.Sends.AddRange([Message("a", "po_2", "e2"), Message("a", "po_3", "e3"), Message("b", "po_3", "e3")]));
        var underWay = (await Claim(store, "a")).Single(claim => claim.MessageId == "e2");
        await store.Database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(
                transaction, "UPDATE outbox SET claimed_until = 0 WHERE message_id <> 'e2'", [], CancellationToken.None),
            CancellationToken.None);

        await Commit(store, commit => commit.Recalls.AddRange(
            [new MessageKey("po_1", "e1", LoggedAt: 70), new MessageKey("po_2", "e2", LoggedAt: 70), new MessageKey("po_3", "e3", "b", 70), new MessageKey("po_3", "e3", "a")]));

        (await store.Destinations.WaitingAsync("k", CancellationToken.None)).ShouldBeEmpty();
        (await Withdrawn(store)).ShouldBe([("b", "e3", 1, 70), ("a", "e1", 2, 70)]);

        // The one under way logs itself, and that no other follows.
        await store.Outbox.CompleteAsync([new MessageOutcome(underWay, 80, Recorder.Detail("http_500"), 90, false)], CancellationToken.None);
        (await store.Events.Attempts(new AttemptQuery("k") { Destinations = ["a"], MessageId = "e2" }))
            .Select(attempt => (attempt.Detail.Outcome, attempt.Attempt, attempt.Next, attempt.At.ToUnixTimeMilliseconds()))
            .ShouldBe([(AttemptDetail.Withdrawn, 2, null, 80), ("http_500", 1, null, 80)]);
        (await store.Events.Arrivals("k", "a", [Event("e2", "po_2")])).ShouldHaveSingleItem().Value.ShouldBe(Arrival.Withdrawn);
    }

    [Fact, Requirement("MM-26"), Requirement("G6")]
    public async Task A_try_that_fails_is_withdrawn_only_where_its_message_was_taken_back_and_not_sent_anew()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Commit(store, commit => commit.Sends.AddRange(
            [Message("a", "po_1", "e1"), Message("a", "po_2", "e2"), Message("a", "po_3", "e3"), Message("a", "po_4", "e4"), Message("a", "po_5", "e5")]));
        var claims = (await Claim(store, "a")).ToDictionary(claim => claim.MessageId);

        // One is taken back and arrives, one is sent anew, one was delivered by another silo after its claim lapsed.
        await Commit(store, commit => commit.Recalls.AddRange(
            [new MessageKey("po_1", "e1", LoggedAt: 70), new MessageKey("po_2", "e2", LoggedAt: 70), new MessageKey("po_3", "e3")]));
        await Commit(store, commit => commit.Sends.Add(Message("a", "po_3", "e3")));
        await store.Outbox.CompleteAsync([new MessageOutcome(claims["e4"], 75, Recorder.Detail("delivered"), null, false)], CancellationToken.None);
        await store.Outbox.CompleteAsync(
            [
                new MessageOutcome(claims["e1"], 80, Recorder.Detail("delivered"), null, false),
                new MessageOutcome(claims["e2"], 80, Recorder.Detail("http_500"), null, true),
                new MessageOutcome(claims["e3"], 80, Recorder.Detail("http_500"), 90, false),
                new MessageOutcome(claims["e4"], 80, Recorder.Detail("http_500"), 90, false),
                new MessageOutcome(claims["e5"], 80, Recorder.Detail("http_500"), 90, false),
            ],
            CancellationToken.None);

        (await Withdrawn(store)).ShouldBe([("a", "e2", 2, 80)], "also when it would have been its last");
    }

    [Fact, Requirement("MM-26"), Requirement("G6")]
    public async Task What_a_dead_silo_had_claimed_is_not_under_way_and_is_logged_when_it_is_taken_back()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Commit(store, commit => commit.Sends.AddRange([Message("a", "po_1", "e1"), Message("a", "po_2", "e2")]));
        await Claim(store, "a");
        await store.Database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(
                transaction, "UPDATE outbox SET claimed_until = 1 WHERE message_id = 'e1'", [], CancellationToken.None),
            CancellationToken.None);

        await Commit(store, commit => commit.Recalls.AddRange([new MessageKey("po_1", "e1", LoggedAt: 70), new MessageKey("po_2", "e2", LoggedAt: 70)]));

        (await Withdrawn(store)).ShouldBe([("a", "e1", 1, 70)], "the other's claim has not lapsed");
    }

    [Fact, Requirement("UE-24")]
    public async Task A_search_looks_at_so_many_attempts_and_says_where_to_go_on()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        for (var n = 1; n <= 10; n++)
        {
            await Attempt(store, Message(n % 2 == 0 ? "a" : "b", $"po_{n}", $"e{n}"), n == 2 ? "timeout" : "delivered");
        }

        await Attempt(store, Message("stranger", "po_11", "e11"), "timeout");
        var all = (await store.Events.Attempts(All)).ToDictionary(attempt => attempt.MessageId, attempt => attempt.Sequence);
        all.Count.ShouldBe(10);
        var reader = new AttemptReader(store.Database, scan: 4);
        var rare = All with { Outcome = "timeout" };

        (await Search(rare)).ShouldBe(("", all["e7"]));
        (await Search(rare with { Before = all["e7"] })).ShouldBe(("", all["e3"]));
        (await Search(rare with { Before = all["e3"] })).ShouldBe(("e2", null));
        (await Search(rare with { After = all["e2"] })).ShouldBe(("", all["e6"]));
        (await Search(rare with { After = all["e6"] })).ShouldBe(("", null), "four are left, and none behind them");
        (await Search(All with { Limit = 4 })).ShouldBe(("e10 e9 e8 e7", null), "a full page says itself where it ends");
        (await Search(All with { Limit = 3, After = all["e2"] })).ShouldBe(("e5 e4 e3", null));
        (await Search(rare with { Subject = "po_2" })).ShouldBe(("e2", null), "there are few about one order");
        (await Search(rare with { Subject = "po_11" })).ShouldBe(("", null));

        async Task<(string Found, long? Next)> Search(AttemptQuery query)
        {
            var page = await reader.SearchAsync(query, CancellationToken.None);
            return (string.Join(' ', page.Items.Select(attempt => attempt.MessageId)), page.Next);
        }
    }

    [Fact, Requirement("UE-24")]
    public async Task Attempts_are_found_by_topic_and_what_was_withdrawn_did_not_fail()
    {
        using var files = NewStore();
        await using var store = await Open(files);
        await Attempt(store, Message("a", "po_1", "e1"), "delivered");
        await Attempt(store, Message("a", "po_2", "e2") with { Topic = "u" }, "http_500", retry: true);
        await Commit(store, commit => commit.Recalls.Add(new MessageKey("po_2", "e2", LoggedAt: 70)));

        (await Outcomes(All with { Topics = ["u"] })).ShouldBe(["withdrawn", "http_500"]);
        (await Outcomes(All with { Topics = ["t", "v"] })).ShouldBe(["delivered"]);
        (await Outcomes(All with { Outcome = "failed" })).ShouldBe(["http_500"]);
        (await Outcomes(All with { Outcome = "withdrawn" })).ShouldBe(["withdrawn"]);

        async Task<IEnumerable<string>> Outcomes(AttemptQuery query) => (await store.Events.Attempts(query)).Select(attempt => attempt.Detail.Outcome);
    }

    private static AttemptQuery All => new("k") { Destinations = ["a", "b"] };

    private static async Task<IEnumerable<(string, string, int, long)>> Withdrawn(OpenedStore store) =>
        (await store.Events.Attempts(All with { Outcome = AttemptDetail.Withdrawn }))
            .OrderByDescending(attempt => attempt.Destination).Select(attempt => (attempt.Destination, attempt.MessageId, attempt.Attempt, attempt.At.ToUnixTimeMilliseconds()));

    /// <summary>Sends a message unless it waits already, and logs one attempt.</summary>
    private static async Task Attempt(OpenedStore store, OutboxRow message, string outcome, bool retry = false)
    {
        var claims = await Claim(store, message.Destination, message.Kind);
        if (claims.Count == 0)
        {
            await Commit(store, commit => commit.Sends.Add(message));
            claims = await Claim(store, message.Destination, message.Kind);
        }

        var claim = claims.ShouldHaveSingleItem();
        claim.MessageId.ShouldBe(message.MessageId);
        await store.Outbox.CompleteAsync(
            [new MessageOutcome(claim, 10, Recorder.Detail(outcome), retry ? 20 : null, false)], CancellationToken.None);
    }

    private static Task<List<ClaimedMessage>> Claim(OpenedStore store, string destination, string kind = "k") => store.Destinations.ClaimAsync(
        kind, [new ClaimTarget(destination, 100, 9, 0)], TimeSpan.FromSeconds(30), 9, 0, CancellationToken.None);

    private static Task<OpenedStore> Open(TestStore files) => OpenedStore.OpenAsync(
        new SiloSettings { Postgres = files.Postgres, DataDirectory = files.Directory }, NullLoggerFactory.Instance, CancellationToken.None);

    /// <summary>A commit of a grain of its own.</summary>
    private static async Task Commit(OpenedStore store, Action<GrainCommit> fill)
    {
        var commit = new GrainCommit(new GrainId("feed", $"f{Interlocked.Increment(ref _grains)}"), 0)
        {
            Version = 1, Index = new GrainIndex("acc", DataEnvironment.Production, "Open"), State = "{}", Chain = [1], Schema = 1,
        };
        fill(commit);
        (await store.Turns.CommitAsync([commit], CancellationToken.None)).ShouldBe([CommitOutcome.Committed]);
    }

    private static LoggedEvent Event(string id, string subject) => new(1, id, "t", subject, default, "{}");

    private static OutboxRow Message(string destination, string subject, string id) => new("k", destination, subject, id, "t", "{}", "", "", 1, null);
}

public sealed class SqliteAttemptLog : AttemptLogContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresAttemptLog : AttemptLogContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
