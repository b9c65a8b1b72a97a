using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Tests;

namespace Actors.Runtime.Tests.Cluster;

/// <summary>One silo's machine has a clock that is an hour off: on a shared database nobody notices.</summary>
public sealed class ClusterClockTests
{
    /// <summary>Far less than an hour, and far more than a slow machine needs.</summary>
    private static readonly TimeSpan About = TimeSpan.FromMinutes(20);

    [Theory, InlineData(1), InlineData(-1), Requirement("G9")]
    public async Task What_a_silo_with_a_wrong_clock_writes_is_due_for_the_others_at_once(int hours)
    {
        using var store = TestStore.OnPostgres();
        await using var wrong = await TestSilo.StartAsync(store, due: false, machine: new WrongClock(hours));
        await using var right = await TestSilo.StartAsync(store, machine: TimeProvider.System);
        var at = await wrong.Runtime.Clocks.Now("acc", DataEnvironment.Production);
        await wrong.Counter("c").Execute(new CounterCommand.Push("d", "s", "m"), new Request("test", at));

        await right.Sent.Arrived(1);

        var trueTime = (await right.Query("SELECT (extract(epoch from clock_timestamp()) * 1000)::bigint", reader => reader.GetInt64(0)))[0];
        var written = (await wrong.History("c"))[^1].At;
        written.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(trueTime), About);
        right.Sent.Messages[0].Created.ShouldBe(written, About);
        wrong.Runtime.Time.GetUtcNow().ShouldBe(right.Runtime.Time.GetUtcNow(), About);
    }

    [Theory, InlineData(1), InlineData(-1)]
    public async Task Silos_with_a_wrong_clock_are_counted_among_the_living(int hours)
    {
        using var store = TestStore.OnPostgres();
        await using var wrong = await TestSilo.StartAsync(store, machine: new WrongClock(hours));
        await using var right = await TestSilo.StartAsync(store, machine: TimeProvider.System);

        right.Runtime.Silos.Live.ShouldBe(2);
    }

    private sealed class WrongClock(int hours) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddHours(hours);
    }
}
