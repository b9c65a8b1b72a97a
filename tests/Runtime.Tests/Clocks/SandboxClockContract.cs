using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Tests;

namespace Actors.Runtime.Tests.Clocks;

/// <summary>Each sandbox has a clock of its own that its owner moves forward.</summary>
public abstract class SandboxClockContract
{
    protected abstract TestStore NewStore();

    [Fact, Requirement("G9")]
    public async Task A_moved_clock_fires_the_reminders_of_its_own_sandbox_only()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        var due = silo.Clock.GetUtcNow().AddHours(1);
        foreach (var (grain, owner, environment) in new[]
        {
            ("mine", "acc", DataEnvironment.Sandbox), ("live", "acc", DataEnvironment.Production), ("theirs", "other", DataEnvironment.Sandbox),
        })
        {
            await silo.Do(grain, new CounterCommand.Open(owner, environment, "Open"));
            await silo.Do(grain, new CounterCommand.SetAlarm("wake", due, null));
        }

        await Advance(silo, "acc", TimeSpan.FromHours(2));
        await silo.Changed("mine", 2);

        (await silo.History("mine"))[^1].At.ShouldBe(silo.Clock.GetUtcNow().AddHours(2));
        (await silo.Query("SELECT id FROM reminder WHERE name = 'wake' AND claimed_until = 0 ORDER BY id", reader => reader.GetString(0))).ShouldBe(["live", "theirs"]);
        (await silo.Runtime.Clocks.Now("acc", DataEnvironment.Sandbox)).ShouldBe(silo.Clock.GetUtcNow().AddHours(2));
        (await silo.Runtime.Clocks.Now("acc", DataEnvironment.Production)).ShouldBe(silo.Clock.GetUtcNow());
        (await silo.Runtime.Clocks.Now("other", DataEnvironment.Sandbox)).ShouldBe(silo.Clock.GetUtcNow());
        silo.Clock.Advance(TimeSpan.FromHours(1));
        await silo.Changed("live", 2);
        await silo.Changed("theirs", 2);
    }

    [Fact, Requirement("G6")]
    public async Task Messages_of_a_sandbox_follow_its_clock()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        silo.Sent.Answer = message => Task.FromResult<DispatchResult>(message.Attempt == 1
            ? new DispatchResult.Retry(Recorder.Detail("http_500"), TimeSpan.FromHours(5))
            : new DispatchResult.Delivered(Recorder.Detail("delivered")));
        await silo.Do("c", new CounterCommand.Open("acc", DataEnvironment.Sandbox, "Open"));
        await Advance(silo, "acc", TimeSpan.FromHours(2));
        var now = await silo.Runtime.Clocks.Now("acc", DataEnvironment.Sandbox);
        await silo.Counter("c").Execute(new CounterCommand.Push("d", "s", "m"), new Request("test", now));
        await silo.Sent.Arrived(1);
        await silo.Rows("attempt", "next_at IS NOT NULL", 1);

        await Advance(silo, "acc", TimeSpan.FromHours(6));
        await silo.Sent.Arrived(1);

        silo.Sent.Messages.Select(message => message.Now - silo.Clock.GetUtcNow()).ShouldBe([TimeSpan.FromHours(2), TimeSpan.FromHours(8)]);
        await silo.Rows("outbox", "1 = 1", 0);
    }

    [Fact]
    public async Task A_clock_runs_forward_only_and_not_for_ever()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);

        (await Try(silo, TimeSpan.Zero)).ShouldBe("clock_backwards");
        (await Try(silo, TimeSpan.FromSeconds(-1))).ShouldBe("clock_backwards");
        (await Try(silo, TimeSpan.FromDays(3_653))).ShouldBeNull();
        (await Try(silo, TimeSpan.FromTicks(1))).ShouldBe("clock_too_far");
        (await Try(silo, TimeSpan.MaxValue)).ShouldBe("clock_too_far");
        (await silo.Query("SELECT ahead FROM clock", reader => reader.GetInt64(0))).ShouldBe([(long)TimeSpan.FromDays(3_653).TotalMilliseconds]);
    }

    private static async Task Advance(TestSilo silo, string account, TimeSpan by) => (await Move(silo, account, by)).ShouldBeOfType<Reply<ClockView>.Done>();

    private static async Task<string?> Try(TestSilo silo, TimeSpan by) => (await Move(silo, "acc", by) as Reply<ClockView>.Refused)?.Rejection.Code;

    private static Task<Reply<ClockView>> Move(TestSilo silo, string account, TimeSpan by) =>
        silo.Runtime.Grains.Get<IClockGrain>(account).Execute(new ClockCommand.Advance(account, by), silo.Ask());
}

public sealed class SqliteSandboxClocks : SandboxClockContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresSandboxClocks : SandboxClockContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
