using Actors.Runtime.Storage;
using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Runtime.Tests.Storage;
using Actors.Runtime.Turns;
using Actors.Tests;

namespace Actors.Runtime.Tests.Outbox;

/// <summary>Messages are rows until their receiver has them; each try is logged, and their order holds.</summary>
public abstract class OutboxContract
{
    protected abstract TestStore NewStore();

    [Fact, Requirement("G6")]
    public async Task A_failed_message_is_tried_again_after_its_delay_with_the_same_id()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        Fail(silo, message => message.Attempt < 3, () => new DispatchResult.Retry(Recorder.Detail("http_500"), TimeSpan.FromSeconds(30)));
        await silo.Do("c", new CounterCommand.Push("d", "s", "m"));

        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await silo.Sent.Arrived(1);
            await silo.Rows("outbox", $"attempts = {attempt} AND claimed_until = 0", 1);
            silo.Clock.Advance(TimeSpan.FromSeconds(60));
        }

        await silo.Sent.Arrived(1);
        await silo.Rows("outbox", "1 = 1", 0);
        silo.Sent.Messages.Select(message => (message.MessageId, message.Attempt, message.Body)).ShouldBe([("m", 1, "1"), ("m", 2, "1"), ("m", 3, "1")]);
        var log = await silo.Runtime.Grains.Attempts("s", 10);
        log.Select(entry => (entry.Attempt, entry.Detail.Outcome)).ShouldBe([(1, "http_500"), (2, "http_500"), (3, "delivered")]);
        (log[0].Next - log[0].At).ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40));
        log[2].Next.ShouldBeNull();
    }

    [Fact, Requirement("G6"), Requirement("G7")]
    public async Task A_parked_message_waits_with_its_lane_until_it_is_sent_again()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        Fail(silo, message => message.MessageId == "m1", () => new DispatchResult.Park(Recorder.Detail("gone")));
        await silo.Do("c", new CounterCommand.Push("d", "s", "m1"));
        await silo.Do("c", new CounterCommand.Push("d", "s", "m2"));
        await silo.Do("c", new CounterCommand.Push("d", "other", "m3"));
        await silo.Do("c", new CounterCommand.Push("e", "s", "m4"));
        await silo.Rows("outbox", "parked_at IS NULL AND message_id <> 'm2'", 0);
        silo.Sent.Messages.Select(message => message.MessageId).Order().ShouldBe(["m1", "m3", "m4"]);

        Fail(silo, _ => false, () => throw new InvalidOperationException());
        await silo.Do("c", new CounterCommand.SendAgain("s", "m1"));
        await silo.Rows("outbox", "1 = 1", 0);

        silo.Sent.Messages.Where(message => message is { Subject: "s", Destination: "d" }).Select(message => message.MessageId).ShouldBe(["m1", "m1", "m2"]);
    }

    [Fact, Requirement("G7")]
    public async Task A_message_taken_back_before_delivery_is_not_sent_any_more_and_frees_its_lane()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        Fail(silo, message => message.MessageId == "m1", () => new DispatchResult.Retry(Recorder.Detail("http_500"), TimeSpan.FromDays(1)));
        await silo.Do("c", new CounterCommand.Push("d", "s", "m1"));
        await silo.Do("c", new CounterCommand.Push("d", "s", "m2"));
        await silo.Rows("outbox", "message_id = 'm1' AND attempts = 1 AND claimed_until = 0", 1);

        await silo.Do("c", new CounterCommand.TakeBack("s", "m1"));
        await silo.Rows("outbox", "1 = 1", 0);

        silo.Sent.Messages.Select(message => message.MessageId).ShouldBe(["m1", "m2"]);
    }

    [Fact, Requirement("G6")]
    public async Task A_message_to_several_is_sent_again_or_taken_back_for_one_of_them_alone()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        Fail(silo, _ => true, () => new DispatchResult.Park(Recorder.Detail("http_500")));
        foreach (var destination in (string[])["a", "b", "c"])
        {
            await silo.Do("c", new CounterCommand.Push(destination, "s", "m"));
        }

        await silo.Rows("outbox", "parked_at IS NOT NULL", 3);
        Fail(silo, _ => false, () => throw new InvalidOperationException());

        await silo.Do("c", new CounterCommand.SendAgain("s", "m", "a"));
        await silo.Rows("outbox", "destination = 'a'", 0);
        await silo.Do("c", new CounterCommand.TakeBack("s", "m", "b"));

        (await silo.Query("SELECT destination FROM outbox WHERE parked_at IS NOT NULL", reader => reader.GetString(0))).ShouldBe(["c"]);
        silo.Sent.Messages.Count.ShouldBe(4, "each once, and one of them again");
    }

    [Fact, Requirement("G6"), Requirement("MM-26")]
    public async Task Ten_thousand_due_messages_are_sent_once_each_also_when_looks_are_dear()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(
            store, due: false, options: new RuntimeOptions { PollInterval = TimeSpan.FromMilliseconds(20), CheapLook = TimeSpan.Zero });
        var commit = Commits.Turn("g", 0);
        commit.Sends.AddRange(Enumerable.Range(0, 10_000).Select(n => Commits.Message($"d{n % 200}", $"s{n / 2}", $"m{n}")));
        (await silo.Store.CommitOne(commit)).ShouldBe(CommitOutcome.Committed);

        await silo.StartDueAsync();
        await silo.Rows("outbox", "1 = 1", 0, seconds: 300);

        silo.Sent.Messages.Count.ShouldBe(10_000);
        silo.Sent.Messages.Select(message => message.MessageId).Distinct().Count().ShouldBe(10_000);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task What_is_taken_back_and_sent_again_in_one_commit_is_taken_back(bool takenBackFirst)
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Do("c", new CounterCommand.Push("d", "s", "m"));
        var gate = Gate.Before(silo.Store);
        List<Task<Reply<CounterView>>> turns = [silo.Begin("c", new CounterCommand.Add(1))];
        await gate.Arrived("the turn before");
        CounterCommand[] both = [new CounterCommand.TakeBack("s", "m"), new CounterCommand.SendAgain("s", "m")];
        turns.AddRange((takenBackFirst ? both : both.Reverse()).Select(command => silo.Begin("c", command)));
        gate.Open();

        await Task.WhenAll(turns);

        (await silo.Count("outbox")).ShouldBe(0);
    }

    [Fact, Requirement("G7")]
    public async Task Order_holds_within_a_lane_while_other_lanes_go_on()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        var slow = new TaskCompletionSource();
        silo.Sent.Answer = async message =>
        {
            await (message.Subject == "slow" ? slow.Task : Task.CompletedTask);
            return new DispatchResult.Delivered(Recorder.Detail("delivered"));
        };
        for (var i = 0; i < 10; i++)
        {
            await silo.Do("c", new CounterCommand.Push("d", "slow", "m" + i));
            await silo.Do("c", new CounterCommand.Push("d", "fast", "m" + i));
        }

        await silo.Rows("outbox", "subject = 'fast'", 0);
        silo.Sent.Messages.Count(message => message.Subject == "slow").ShouldBe(1, "the others of the lane wait for the first");
        slow.SetResult();
        await silo.Rows("outbox", "1 = 1", 0);

        foreach (var lane in silo.Sent.Messages.GroupBy(message => message.Subject))
        {
            lane.Select(message => message.MessageId).ShouldBe(Enumerable.Range(0, 10).Select(i => "m" + i));
        }
    }

    [Fact, Requirement("G6")]
    public async Task A_bug_in_a_dispatcher_is_logged_and_tried_again()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        Fail(silo, message => message.Attempt == 1, () => throw new InvalidOperationException("A bug, on purpose."));
        await silo.Do("c", new CounterCommand.Push("d", "s", "m"));
        await silo.Rows("outbox", "attempts = 1 AND claimed_until = 0", 1);

        silo.Clock.Advance(TimeSpan.FromMinutes(5));
        await silo.Rows("outbox", "1 = 1", 0);

        (await silo.Runtime.Grains.Attempts("s", 10)).Select(entry => entry.Detail.Outcome).ShouldBe(["internal_error", "delivered"]);
    }

    [Fact, Requirement("G6")]
    public async Task A_message_whose_delivery_could_not_be_noted_is_sent_again_with_the_same_id()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(
            store, options: new RuntimeOptions { Lease = TimeSpan.FromMilliseconds(200), PollInterval = TimeSpan.FromMilliseconds(20) });
        await silo.Tamper("ALTER TABLE attempt RENAME TO attempt_away");
        await silo.Do("c", new CounterCommand.Push("d", "s", "m"));
        await silo.Sent.Arrived(2);

        await silo.Tamper("ALTER TABLE attempt_away RENAME TO attempt");
        await silo.Rows("outbox", "1 = 1", 0);

        silo.Sent.Messages.Select(message => (message.Sequence, message.MessageId, message.Attempt)).Distinct().ShouldHaveSingleItem();
    }

    [Fact, Requirement("G6")]
    public async Task Whatever_a_receiver_answers_can_be_noted()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        string[] answers = [new string('x', 4_095) + "😀", "null \0 character", "half \ud83d a character", new string('y', 100_000)];
        silo.Sent.Answer = message => Task.FromResult<DispatchResult>(
            new DispatchResult.Delivered(Recorder.Detail("delivered") with { Response = answers[int.Parse(message.MessageId)] }));

        await Task.WhenAll(answers.Select((_, i) => silo.Do("c" + i, new CounterCommand.Push("d", "s" + i, $"{i}"))));
        await silo.Rows("outbox", "1 = 1", 0);

        silo.Sent.Messages.Count.ShouldBe(answers.Length, "none was sent twice");
        string[] kept = [new string('x', 4_095), "null \uFFFD character", "half \uFFFD a character", new string('y', 4_096)];
        for (var i = 0; i < answers.Length; i++)
        {
            (await silo.Runtime.Grains.Attempts("s" + i, 1)).ShouldHaveSingleItem().Detail.Response.ShouldBe(kept[i]);
        }
    }

    [Fact, Requirement("G5")]
    public async Task A_command_that_its_grain_refuses_waits_for_a_person()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Do("a", new CounterCommand.TellOther("b", 5));
        await silo.Tamper("UPDATE outbox SET body = '{\"command\":\"refuse\"}'");
        await silo.StartDueAsync();

        await silo.Rows("outbox", "parked_at IS NOT NULL", 1);

        (await silo.Runtime.Grains.Attempts("counter/a", 10)).ShouldHaveSingleItem().Detail.Outcome.ShouldBe("rejected_refused");
        (await silo.Counter("b").Read()).ShouldBeNull();
    }

    private static void Fail(TestSilo silo, Func<OutboxMessage, bool> which, Func<DispatchResult> how) => silo.Sent.Answer = message =>
        Task.FromResult(which(message) ? how() : new DispatchResult.Delivered(Recorder.Detail("delivered")));
}

public sealed class SqliteOutbox : OutboxContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresOutbox : OutboxContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
