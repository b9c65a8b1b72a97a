using System.Globalization;
using Actors.Bench.Fire.Cluster;
using Actors.Tests;
using Npgsql;

namespace Actors.Bench.Fire;

/// <summary>
/// One silo of three has a clock that is an hour ahead, then one that is an hour behind, under load. It goes by the
/// database's all the same: nothing is lost, doubled, out of order or an hour late. The clock that is wrong is the one
/// that the silo reads (a TimeProvider); the machine's own stays right.
/// </summary>
internal static class ClocksFire
{
    private const int Silos = 3;
    private const int Orders = 30;
    private const double Hour = 3600;

    /// <summary>Turns and attempts that bear another time than the true one, by so much that it is not the machine's load.</summary>
    private const string FarOffSql = """
        SELECT count(*) FROM (SELECT at FROM journal UNION ALL SELECT at FROM attempt) AS written
        WHERE abs(at - extract(epoch from clock_timestamp()) * 1000) > 1800000
        """;

    public static async Task<FireReport> RunAsync(FireSettings settings)
    {
        var report = new FireReport("clocks");
        using var server = new PostgresServer();
        var postgres = server.CreateDatabase();
        await using var fire = await OrdersOnFire.LightAsync(
            SiloProcess.OnPostgres(postgres), Silos, TimeSpan.FromMilliseconds(50), settings, report, OrdersOnFire.Quick);
        var (silos, receivers, load) = (fire.Silos, fire.Receivers, fire.Load);
        foreach (var ahead in new[] { Hour, -Hour })
        {
            await silos.Silos[1].StopAsync();
            silos.Silos[1].Twist = new Dictionary<string, string> { [FireSilo.ClockAhead] = ahead.ToString(CultureInfo.InvariantCulture) };
            await silos.Silos[1].StartAsync();
            await load.ReachAsync(load.Placed.Count + Orders);
            report.Note($"one silo of three {ahead} s ahead; {load.Placed.Count} orders acknowledged by then");
        }

        await load.StopAsync();
        await using (var database = NpgsqlDataSource.Create(postgres))
        {
            await using var command = database.CreateCommand(FarOffSql);
            if (await command.ExecuteScalarAsync() is long and > 0 and var off)
            {
                report.Fault($"{off} turns and attempts bear a time that is not the database's");
            }
        }

        await OrderChecks.RunAsync(silos, load, receivers, report, settings.Settle);
        return report;
    }
}
