using Actors.Runtime.Reminders;
using Actors.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Runtime.Tests.Reminders;

/// <summary>Occurrences of schedules, through short months and changes of daylight saving.</summary>
public sealed class CalendarTests
{
    [Theory]
    [InlineData("2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z", "2026-11-22T12:10:00Z")]
    [InlineData("2026-11-22T12:00:00Z", "2026-11-22T12:09:59.999Z", "2026-11-22T12:10:00Z")]
    [InlineData("2026-11-22T12:00:00Z", "2026-11-22T12:10:00.001Z", "2026-11-22T12:20:00Z")]
    [InlineData("2016-11-22T12:00:00Z", "2026-11-22T12:05:00Z", "2026-11-22T12:10:00Z")]
    public void An_interval_is_counted_from_its_first_time(string anchor, string instant, string expected) =>
        new Calendar(new Schedule.Interval(TimeSpan.FromMinutes(10))).After(Time(instant), Time(anchor)).ShouldBe(Time(expected));

    [Fact]
    public void A_month_without_the_day_takes_its_last() =>
        Next(new Schedule.Monthly(31, new TimeOnly(6, 0), "UTC"), "2028-01-30T00:00:00Z", 5).ShouldBe(
            ["2028-01-31T06:00:00Z", "2028-02-29T06:00:00Z", "2028-03-31T06:00:00Z", "2028-04-30T06:00:00Z", "2028-05-31T06:00:00Z"]);

    [Fact]
    public void A_month_begins_by_local_time() =>
        Next(new Schedule.Monthly(1, new TimeOnly(0, 30), "Europe/Berlin"), "2026-02-15T00:00:00Z", 3).ShouldBe(
            ["2026-02-28T23:30:00Z", "2026-03-31T22:30:00Z", "2026-04-30T22:30:00Z"]);

    [Fact]
    public void A_week_has_its_day() =>
        Next(new Schedule.Weekly(DayOfWeek.Sunday, new TimeOnly(9, 0), "Europe/Berlin"), "2026-10-19T00:00:00Z", 2).ShouldBe(
            ["2026-10-25T08:00:00Z", "2026-11-01T08:00:00Z"]);

    [Theory]
    [InlineData("Europe/Berlin", "2027-03-27T00:00:00Z", 2, "2027-03-27T01:30:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z")]
    [InlineData("America/New_York", "2027-03-13T00:00:00Z", 2, "2027-03-13T07:30:00Z", "2027-03-14T07:00:00Z", "2027-03-15T06:30:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24T00:00:00Z", 2, "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("America/New_York", "2026-10-31T00:00:00Z", 1, "2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z")]
    public void A_skipped_time_is_taken_right_after_and_a_double_one_once(string zone, string from, int hour, params string[] expected) =>
        Next(new Schedule.Daily(new TimeOnly(hour, 30), zone), from, 3).ShouldBe(expected);

    [Theory]
    [InlineData("2026-10-31T23:30:00Z", "2026-11")]
    [InlineData("2026-11-30T22:59:00Z", "2026-11")]
    public void A_period_is_named_by_local_time(string occurrence, string period) =>
        new Calendar(new Schedule.Monthly(1, new TimeOnly(0, 30), "Europe/Berlin")).PeriodOf(Time(occurrence)).ShouldBe(period);

    [Fact, Requirement("G9")]
    public void Occurrences_are_found_alike_from_both_sides()
    {
        string[] zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];
        var schedules =
            from zone in Gen.Elements(zones)
            from hour in Gen.Choose(0, 23)
            from minute in Gen.Choose(0, 59)
            from day in Gen.Choose(1, 31)
            from kind in Gen.Choose(0, 3)
            let time = new TimeOnly(hour, minute)
            select (Schedule)(kind switch
            {
                0 => new Schedule.Daily(time, zone),
                1 => new Schedule.Weekly((DayOfWeek)(day % 7), time, zone),
                2 => new Schedule.Monthly(day, time, zone),
                _ => new Schedule.Interval(TimeSpan.FromMinutes((hour * 60) + minute + 1)),
            });
        var instants = Gen.Choose(0, 20 * 365 * 24 * 60).Select(minutes => Time("2020-01-01T00:00:00Z").AddMinutes(minutes));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
            schedules.Zip(instants).ToArbitrary(),
            given =>
            {
                var (calendar, instant) = (new Calendar(given.Item1), given.Item2);
                var next = calendar.After(instant, instant);
                var second = calendar.After(next, instant);
                return next > instant && second > next && calendar.Before(second, instant) == next
                    && calendar.PeriodOf(second) != calendar.PeriodOf(next);
            }));
    }

    private static List<string> Next(Schedule schedule, string from, int count)
    {
        List<string> found = [];
        for (var at = Time(from); found.Count < count; found.Add(at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ")))
        {
            at = new Calendar(schedule).After(at);
        }

        return found;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text);
}
