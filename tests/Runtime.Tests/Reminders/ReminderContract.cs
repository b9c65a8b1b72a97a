using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Tests;

namespace Actors.Runtime.Tests.Reminders;

/// <summary>Reminders fire when they are due, once for each occurrence that counts, and no more when they are taken back.</summary>
public abstract class ReminderContract
{
    private static readonly Schedule.Monthly FirstOfMonth = new(1, new TimeOnly(6, 0), "Europe/Berlin");

    protected abstract TestStore NewStore();

    [Fact, Requirement("G9")]
    public async Task A_reminder_fires_at_its_time_and_not_before()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        var due = silo.Clock.GetUtcNow().AddSeconds(60);
        await silo.Do("early", new CounterCommand.SetAlarm("wake", due.AddMilliseconds(-1), null));
        await silo.Do("c", new CounterCommand.SetAlarm("wake", due, null));

        silo.Clock.Advance(TimeSpan.FromMilliseconds(59_999));
        await silo.Changed("early", 1);
        (await silo.Count("reminder", "id = 'c' AND claimed_until = 0")).ShouldBe(1, "one millisecond is missing");
        silo.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await silo.Changed("c", 1);

        (await silo.History("c"))[^1].At.ShouldBe(due);
        (await silo.Count("reminder", "name = 'wake'")).ShouldBe(0);
    }

    [Theory, Requirement("G9")]
    [InlineData(CatchUp.One, "2027-03")]
    [InlineData(CatchUp.All, "2026-12", "2027-01", "2027-02", "2027-03")]
    [InlineData(CatchUp.None)]
    public async Task Months_that_nobody_was_there_for_are_caught_up_as_asked(CatchUp catchUp, params string[] periods)
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Do("c", new CounterCommand.SetAlarm(
            "check", new DateTimeOffset(2026, 12, 1, 5, 0, 0, TimeSpan.Zero), FirstOfMonth with { CatchUp = catchUp }));
        silo.Clock.Advance(new DateTimeOffset(2027, 3, 10, 0, 0, 0, TimeSpan.Zero) - silo.Clock.GetUtcNow());
        await silo.StartDueAsync();

        var april = new DateTimeOffset(2027, 4, 1, 4, 0, 0, TimeSpan.Zero);
        await silo.Rows("reminder", $"name = 'check' AND due_at = {april.ToUnixTimeMilliseconds()} AND claimed_until = 0", 1);

        // The row may be seen before the turn that wrote it is answered.
        await silo.Until("c", view => Array.TrueForAll(periods, period => view.Notes.Values.Contains(period)));
        (await silo.Rung("c")).ShouldBe(periods);
        silo.Clock.Advance(april - silo.Clock.GetUtcNow());
        await silo.Until("c", view => view.Notes.Values.Contains("2027-04"));
        (await silo.Rung("c")).ShouldBe([.. periods, "2027-04"]);
    }

    [Theory, Requirement("G9")]
    [InlineData("Europe/Berlin", 2, "2027-03-27T01:30:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z")]
    [InlineData("Europe/Berlin", 2, "2027-10-30T00:30:00Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z")]
    [InlineData("America/New_York", 2, "2027-03-13T07:30:00Z", "2027-03-14T07:00:00Z", "2027-03-15T06:30:00Z")]
    [InlineData("America/New_York", 1, "2027-11-06T05:30:00Z", "2027-11-07T05:30:00Z", "2027-11-08T06:30:00Z")]
    public async Task A_day_that_skips_or_doubles_its_hour_has_its_reminder_once(string zone, int hour, params string[] times)
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        var dues = Array.ConvertAll(times, DateTimeOffset.Parse);
        await silo.Do("c", new CounterCommand.SetAlarm("check", dues[0], new Schedule.Daily(new TimeOnly(hour, 30), zone)));
        silo.Clock.Advance(dues[0] - silo.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        await silo.StartDueAsync();
        foreach (var (n, due) in dues.Index())
        {
            // It comes at this very instant: nothing lies between the one before and it.
            await silo.Rows("reminder", $"name = 'check' AND due_at = {due.ToUnixTimeMilliseconds()} AND claimed_until = 0", 1);
            silo.Clock.Advance(due - silo.Clock.GetUtcNow());
            await silo.Changed("c", n + 1);
            (await silo.History("c"))[^1].At.ShouldBe(due);
        }

        (await silo.Rung("c")).ShouldBe(times.Select(time => time[..10]));
    }

    [Fact]
    public async Task A_first_time_off_the_calendar_stands_for_itself()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.Do("c", new CounterCommand.SetAlarm(
            "check", new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero), new Schedule.Daily(new TimeOnly(6, 0), "UTC")));

        silo.Clock.Advance(TimeSpan.FromHours(15));
        await silo.Changed("c", 1);

        (await silo.Rung("c")).ShouldBe(["2026-11-23"]);
    }

    [Theory, InlineData(false), InlineData(true), Requirement("G5")]
    public async Task A_reminder_taken_back_or_set_anew_while_it_fires_stays_so(bool setAnew)
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        var later = silo.Clock.GetUtcNow().AddDays(3);
        await silo.Do("c", new CounterCommand.SetAlarm("wake", silo.Clock.GetUtcNow(), new Schedule.Interval(TimeSpan.FromHours(1))));
        var gate = Gate.Before(silo.Store);
        var before = silo.Begin("c", new CounterCommand.Add(1));
        await gate.Arrived("the turn before");
        var change = silo.Begin("c", setAnew ? new CounterCommand.SetAlarm("wake", later, null) : new CounterCommand.StopAlarm("wake"));
        await silo.StartDueAsync();
        await silo.Rows("reminder", "claimed_until > 0", 1);
        gate.Open();

        await Task.WhenAll(before, change);
        await silo.Runtime.StopAsync();

        (await silo.Count("reminder", "name = 'wake'")).ShouldBe(setAnew ? 1 : 0);
        (await silo.Count("reminder", $"name = 'wake' AND due_at = {later.ToUnixTimeMilliseconds()} AND schedule = ''")).ShouldBe(setAnew ? 1 : 0);
        (await silo.History("c")).Count(turn => turn.Command == "Ring").ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Set_and_taken_back_in_one_commit_is_never_written()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        var gate = Gate.Before(silo.Store);
        List<Task<Reply<CounterView>>> turns = [silo.Begin("c", new CounterCommand.Add(1))];
        await gate.Arrived("the turn before");
        var now = silo.Clock.GetUtcNow();
        turns.AddRange(
        [
            silo.Begin("c", new CounterCommand.SetAlarm("gone", now, null)),
            silo.Begin("c", new CounterCommand.StopAlarm("gone")),
            silo.Begin("c", new CounterCommand.StopAlarm("kept")),
            silo.Begin("c", new CounterCommand.SetAlarm("kept", now.AddDays(1), null)),
            silo.Begin("c", new CounterCommand.SetAlarm("kept", now.AddDays(2), null)),
        ]);
        gate.Open();

        await Task.WhenAll(turns);

        (await silo.Query("SELECT name, due_at FROM reminder", reader => (reader.GetString(0), reader.GetInt64(1))))
            .ShouldBe([("kept", now.AddDays(2).ToUnixTimeMilliseconds())]);
    }

    [Fact, Requirement("G9")]
    public async Task A_wake_up_that_means_nothing_any_more_changes_nothing()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store);
        var set = await silo.Do("c", new CounterCommand.SetAlarm("rang", silo.Clock.GetUtcNow(), null));

        await silo.Rows("reminder", "name = 'rang'", 0);

        (await silo.Counter("c").Read())!.Version.ShouldBe(set.Snapshot.Version);
    }
}

public sealed class SqliteReminders : ReminderContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresReminders : ReminderContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
