using Actors.Bench.Fire.Cluster;
using Actors.Tests;

namespace Actors.Bench.Fire;

/// <summary>
/// Three silos hammer one grain, with changes, changes under a condition, and reads. The history of answers must be one
/// of a single, serial register; nobody gets an error but an honest overload.
/// </summary>
internal static class HotFire
{
    private const int Silos = 3;

    public static async Task<FireReport> RunAsync(FireSettings settings)
    {
        var report = new FireReport("hot");
        using var server = new PostgresServer();
        using var silos = new SiloCluster(SiloProcess.OnPostgres(server.CreateDatabase() + SiloProcess.Patiently), Silos);
        await silos.StartAsync();
        var made = await silos.SendAsync(
            HttpMethod.Post, "/products", silos.Provider, "p", new { name = "Fibre", description = "", product_type = "utilities_broadband", meta = new { }, enabled = true });
        var history = new History($"/products/{made.Id}", silos, report);
        var started = TimeProvider.System.GetTimestamp();
        bool Goes() => TimeProvider.System.GetElapsedTime(started) < settings.Duration;
        await Task.WhenAll(Enumerable.Range(0, settings.Callers * Silos).Select(caller => Task.Run(() => HammerAsync(history, caller, settings.Seed, Goes))));
        history.Check((await silos.SendAsync(HttpMethod.Get, $"/products/{made.Id}", silos.Provider)).ETag!);
        await OrderChecks.VerifyAsync(silos, report);
        return report;
    }

    private static async Task HammerAsync(History history, int caller, int seed, Func<bool> goes)
    {
        var chance = new Random(seed + caller);
        for (var n = 0; goes(); n++)
        {
            switch (chance.Next(4))
            {
                case 0:
                    await history.ReadAsync(caller % Silos);
                    break;
                case 1:
                    await history.ChangeIfAsync((caller + n) % Silos, $"{caller}/{n}");
                    break;
                default:
                    await history.ChangeAsync(caller % Silos, $"{caller}/{n}");
                    break;
            }
        }
    }
}
