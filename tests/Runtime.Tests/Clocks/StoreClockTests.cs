using Actors.Runtime.Clocks;
using Actors.Runtime.Storage;
using Actors.Tests;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Tests.Clocks;

/// <summary>Time by the database's clock, on a machine whose own may say anything.</summary>
public sealed class StoreClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly Machine _machine = new();
    private readonly Lines _log = new();
    private readonly StoreClock _clock;

    public StoreClockTests() => _clock = new StoreClock(_machine, _log);

    [Fact]
    public void Before_the_first_look_it_is_the_machines_time() => _clock.GetUtcNow().ShouldBe(Noon);

    [Fact, Requirement("G9")]
    public async Task Time_is_the_databases_and_goes_on_when_the_machines_clock_is_set()
    {
        await Look(Noon.AddHours(-1));
        _machine.Passes(TimeSpan.FromSeconds(3));
        _machine.Utc = Noon.AddYears(1);

        _clock.GetUtcNow().ShouldBe(Noon.AddHours(-1).AddSeconds(3), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Half_of_the_way_there_and_back_is_the_way_back()
    {
        await Look(Noon, TimeSpan.FromMilliseconds(80));

        _clock.GetUtcNow().ShouldBe(Noon.AddMilliseconds(40), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task A_look_changes_nothing_within_what_it_can_tell()
    {
        await Look(Noon);
        var before = _clock.GetUtcNow();

        await Look(Noon.AddMilliseconds(300), TimeSpan.FromSeconds(1));

        _clock.GetUtcNow().ShouldBe(before.AddSeconds(1));
    }

    [Fact, Requirement("G9")]
    public async Task Time_that_ran_a_little_ahead_goes_slower_and_never_back()
    {
        await Look(Noon);
        var before = _clock.GetUtcNow();

        await Look(Noon.AddMilliseconds(-400));

        _clock.GetUtcNow().ShouldBe(before);
        _machine.Passes(TimeSpan.FromMilliseconds(400));
        _clock.GetUtcNow().ShouldBe(before.AddMilliseconds(200));
        _machine.Passes(TimeSpan.FromSeconds(10));
        _clock.GetUtcNow().ShouldBe(Noon.AddSeconds(10), TimeSpan.FromMilliseconds(5));
    }

    [Theory, InlineData(1), InlineData(-1)]
    public async Task A_database_whose_clock_was_set_is_followed_at_once(int hours)
    {
        await Look(Noon);

        await Look(Noon.AddHours(hours));

        _clock.GetUtcNow().ShouldBe(Noon.AddHours(hours), TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public async Task The_operator_hears_once_that_the_machines_clock_is_far_off()
    {
        await Look(Noon.AddMilliseconds(900));
        _log.Texts.ShouldBeEmpty();

        await Look(Noon.AddHours(1));
        await Look(Noon.AddHours(1));

        _log.Texts.ShouldHaveSingleItem().ShouldContain("-3600.0 s ahead");
        _clock.MachineAhead.ShouldBe(TimeSpan.FromHours(-1), TimeSpan.FromMilliseconds(5));
    }

    private Task Look(DateTimeOffset database, TimeSpan way = default) => _clock.LookAsync(
        _ =>
        {
            _machine.Passes(way);
            return Task.FromResult(database.ToMilliseconds());
        },
        CancellationToken.None);

    /// <summary>Its clock can be set; its steady count can not.</summary>
    private sealed class Machine : TimeProvider
    {
        private TimeSpan _steady;

        public DateTimeOffset Utc { get; set; } = Noon;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Utc;

        public override long GetTimestamp() => _steady.Ticks;

        public void Passes(TimeSpan time) => _steady += time;
    }

    private sealed class Lines : ILogger
    {
        public List<string> Texts { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Texts.Add(formatter(state, exception));
    }
}
