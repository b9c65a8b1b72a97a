using Actors.Bench;
using Actors.Bench.Fire;
using Actors.Bench.Fire.Cluster;

namespace Actors.Tests;

/// <summary>
/// The short forms of the programs that <c>-- fire</c> runs long: real processes, SIGKILL, full disks, cut networks.
/// Each program checks all that it says in its own file; clean means nothing lost, doubled or out of order.
/// Those that take longer than a minute on a busy machine run when asked for: <c>Actors.Fire.Tests -explicit only</c>.
/// </summary>
public sealed class FireTests(ITestOutputHelper output)
{
    private static readonly FireSettings Short = new()
    {
        Kills = 3,
        Duration = TimeSpan.FromSeconds(2),
        Outage = TimeSpan.FromSeconds(1),
        Backlog = 500,
        Pause = TimeSpan.FromMilliseconds(200),
        BadPushes = 4,
        Odd = 25,
        Connections = 300,
        Asks = 20,
        Settle = TimeSpan.FromMinutes(3),
    };

    [Fact, Requirement("G3"), Requirement("G4"), Requirement("G6"), Requirement("G7"), Requirement("MM-44")]
    public Task Silos_are_killed_under_load_and_every_order_exists_once_and_is_answered() => BurnAsync(SilosFire.RunAsync);

    [Fact, Requirement("G1"), Requirement("G8")]
    public Task One_grain_that_all_silos_hammer_has_one_serial_history() => BurnAsync(HotFire.RunAsync);

    [Fact(Explicit = true), Requirement("G3"), Requirement("G4")]
    public Task A_database_that_is_killed_cut_off_and_full_loses_nothing() => BurnAsync(DatabaseFire.RunAsync);

    [Fact(Explicit = true), Requirement("G3"), Requirement("G4")]
    public Task A_silo_on_its_own_file_loses_nothing_to_kills_and_a_full_disk() => BurnAsync(SqliteFire.RunAsync);

    [Fact, Requirement("G1")]
    public Task What_was_tampered_with_is_named_by_verify() => BurnAsync(TamperFire.RunAsync);

    [Fact(Explicit = true), Requirement("G5"), Requirement("G6")]
    public Task A_backlog_is_worked_off_once_at_a_bounded_rate_while_callers_are_served() => BurnAsync(BacklogFire.RunAsync);

    [Fact(Explicit = true), Requirement("G2"), Requirement("G4")]
    public Task A_rolling_restart_to_the_next_schema_costs_no_request_more_than_a_retry() => BurnAsync(RollingFire.RunAsync);

    [Fact, Requirement("MM-13")]
    public Task No_odd_request_gets_a_500_or_what_is_not_the_callers() => BurnAsync(settings => FuzzFire.RunAsync(settings with { Callers = 1 }));

    [Fact]
    public Task Honest_callers_are_served_among_idle_and_slow_connections() => BurnAsync(SlowFire.RunAsync);

    [Fact(Explicit = true), Requirement("G9")]
    public Task A_silo_whose_clock_is_an_hour_off_loses_and_doubles_nothing() => BurnAsync(ClocksFire.RunAsync);

    [Fact]
    public async Task A_silo_that_does_not_start_is_a_fault_and_leaves_nothing_running()
    {
        OrdersOnFire? left = null;
        var report = await FireCommand.BurnAsync(
            "none",
            async settings =>
            {
                using var folder = new TemporaryFolder();
                var burnt = new FireReport("none");
                await using var fire = left = await OrdersOnFire.LightAsync(
                    SiloProcess.OnSqlite(folder.Path), 1, TimeSpan.FromMilliseconds(50), settings, burnt, OrdersOnFire.Quick);
                await fire.Load.ReachAsync(5);
                fire.Silos.Silos[0].Kill();
                File.Delete(Path.Combine(folder.Path, "actors.key"));
                await fire.Silos.Silos[0].StartAsync();
                return burnt;
            },
            Short);

        report.IsClean.ShouldBeFalse();
        report.Faults.ShouldHaveSingleItem().ShouldContain("The silo cannot start");
        left!.Silos.Silos[0].IsRunning.ShouldBeFalse();
    }

    private async Task BurnAsync(Func<FireSettings, Task<FireReport>> program)
    {
        var report = await program(Short);
        output.WriteLine(report.ToString());
        report.IsClean.ShouldBeTrue(report.ToString());
        report.Acknowledged.ShouldBePositive();
    }
}
