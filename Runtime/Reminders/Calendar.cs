using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Actors.Runtime.Reminders;

/// <summary>
/// The occurrences of a schedule. Local times that a change of daylight saving skips move to the first instant after
/// it; those that come twice are taken once, at the first.
/// </summary>
internal sealed class Calendar(Schedule schedule)
{
    private static readonly ZoneLocalMappingResolver Mapping =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The occurrence after one occurrence.</summary>
    public DateTimeOffset After(DateTimeOffset occurrence) => After(occurrence, occurrence);

    /// <summary>The first occurrence later than an instant; fixed intervals are counted from <paramref name="anchor"/>.</summary>
    public DateTimeOffset After(DateTimeOffset instant, DateTimeOffset anchor) => schedule switch
    {
        Schedule.Interval interval => anchor + (interval.Length * (Math.Floor((instant - anchor) / interval.Length) + 1)),
        _ => Local(instant, 1),
    };

    /// <summary>The last occurrence earlier than an instant.</summary>
    public DateTimeOffset Before(DateTimeOffset instant, DateTimeOffset anchor) => schedule switch
    {
        Schedule.Interval interval => anchor + (interval.Length * (Math.Ceiling((instant - anchor) / interval.Length) - 1)),
        _ => Local(instant, -1),
    };

    /// <summary>The period that an occurrence stands for, in local time.</summary>
    public string PeriodOf(DateTimeOffset occurrence)
    {
        if (schedule is Schedule.Interval)
        {
            return occurrence.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        var date = Instant.FromDateTimeOffset(occurrence).InZone(Zone).Date;
        return schedule switch
        {
            Schedule.Monthly => date.ToString("yyyy'-'MM", CultureInfo.InvariantCulture),
            _ => date.ToString("yyyy'-'MM'-'dd", CultureInfo.InvariantCulture),
        };
    }

    private DateTimeZone Zone => DateTimeZoneProviders.Tzdb[schedule switch
    {
        Schedule.Daily daily => daily.Zone,
        Schedule.Weekly weekly => weekly.Zone,
        Schedule.Monthly monthly => monthly.Zone,
        _ => throw new InvalidOperationException("An interval has no zone."),
    }];

    /// <summary>The nearest occurrence after (step 1) or before (step -1) an instant, found period by period.</summary>
    private DateTimeOffset Local(DateTimeOffset instant, int step)
    {
        var zone = Zone;
        var from = Instant.FromDateTimeOffset(instant);

        // One period too far back, so that the walk begins on the right side.
        var date = Shift(from.InZone(zone).Date, -step);
        for (var i = 0; i < 5; i++, date = Shift(date, step))
        {
            var occurrence = zone.ResolveLocal(DateOf(date) + TimeOf(), Mapping).ToInstant();
            if (step > 0 ? occurrence > from : occurrence < from)
            {
                return occurrence.ToDateTimeOffset();
            }
        }

        throw new InvalidOperationException($"The schedule {schedule} has no occurrence near {instant}.");
    }

    private LocalDate Shift(LocalDate date, int periods) => schedule switch
    {
        Schedule.Daily => date.PlusDays(periods),
        Schedule.Weekly => date.PlusWeeks(periods),

        // The first of the month, so that the 31st of one does not skip a shorter one.
        _ => date.With(DateAdjusters.StartOfMonth).PlusMonths(periods),
    };

    private LocalDate DateOf(LocalDate date) => schedule switch
    {
        Schedule.Weekly weekly => date.PlusDays((((int)weekly.Day + 6) % 7) + 1 - (int)date.DayOfWeek),
        Schedule.Monthly monthly => new LocalDate(
            date.Year, date.Month, Math.Min(monthly.Day, CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month))),
        _ => date,
    };

    private LocalTime TimeOf()
    {
        var time = schedule switch
        {
            Schedule.Daily daily => daily.Time,
            Schedule.Weekly weekly => weekly.Time,
            Schedule.Monthly monthly => monthly.Time,
            _ => default,
        };
        return LocalTime.FromTicksSinceMidnight(time.Ticks);
    }
}
