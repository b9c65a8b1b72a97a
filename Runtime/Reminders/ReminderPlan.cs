using System.Text.Json;
using Actors.Runtime.Storage;
using Actors.Runtime.Turns;

namespace Actors.Runtime.Reminders;

/// <summary>What a due reminder does now, and when it comes again.</summary>
/// <param name="Fires">Whether the grain is woken; false for a missed occurrence that is left out.</param>
/// <param name="Occurrence">The occurrence that the wake-up stands for.</param>
/// <param name="Period">The period that is done: <c>2026-11</c> for months; empty for a reminder that comes once.</param>
/// <param name="Next">The next due time, or null.</param>
internal readonly record struct ReminderPlan(bool Fires, DateTimeOffset Occurrence, string Period, DateTimeOffset? Next)
{
    /// <summary>How late an occurrence may be and still count as on time, for schedules that leave out missed ones.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public static ReminderPlan For(ClaimedReminder reminder, DateTimeOffset now)
    {
        var due = reminder.DueAt.ToTime();
        if (reminder.Schedule.Length == 0)
        {
            return new ReminderPlan(true, due, "", null);
        }

        var schedule = JsonSerializer.Deserialize(reminder.Schedule, ScheduleJsonContext.Default.Schedule)!;
        var calendar = new Calendar(schedule);
        return schedule.CatchUp switch
        {
            CatchUp.All => new ReminderPlan(true, due, calendar.PeriodOf(due), calendar.After(due)),
            CatchUp.None when now - due > Grace => new ReminderPlan(false, due, calendar.PeriodOf(due), calendar.After(now, due)),
            CatchUp.None => new ReminderPlan(true, due, calendar.PeriodOf(due), calendar.After(now, due)),

            // One: the latest that was missed stands for all of them.
            _ => Latest(calendar, due, now),
        };
    }

    private static ReminderPlan Latest(Calendar calendar, DateTimeOffset due, DateTimeOffset now)
    {
        var next = calendar.After(now, due);

        // The first due time may lie off the calendar: nothing before it was asked for.
        var latest = calendar.Before(next, due) is var before && before > due ? before : due;
        return new ReminderPlan(true, latest, calendar.PeriodOf(latest), next);
    }
}
