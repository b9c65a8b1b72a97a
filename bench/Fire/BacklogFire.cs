using Actors.Bench.Fire.Cluster;
using Actors.Runtime.Turns;
using Actors.Tests;
using Npgsql;

namespace Actors.Bench.Fire;

/// <summary>
/// A silo, as users run it, starts on a great many orders whose webhooks and 60 seconds are a day past due: it is ready
/// at once, works them off with a bounded number in hand, each once, and serves a caller meanwhile. The receivers are
/// real ones; that the orders were placed a day ago is made (<see cref="Yesterday"/>).
/// </summary>
internal static class BacklogFire
{
    private const int Providers = 4;

    /// <summary>How much longer a start may take than on an empty store.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string[] Topics = ["order.*"];

    /// <summary>What is due, and what waits to be sent.</summary>
    private const string LeftSql = """
        SELECT (SELECT count(*) FROM reminder WHERE due_at <= 1000 * extract(epoch from clock_timestamp()) - 3600000) + (SELECT count(*) FROM outbox)
        """;

    public static async Task<FireReport> RunAsync(FireSettings settings)
    {
        var report = new FireReport("backlog");
        using var server = new PostgresServer();
        var postgres = server.CreateDatabase();
        await using var database = NpgsqlDataSource.Create(postgres);
        using var silos = new SiloCluster(SiloProcess.OnPostgres(postgres + SiloProcess.Patiently), 1);
        await using var receivers = await PushCounter.StartAsync();

        var empty = await StartAsync(silos, silos.StartAsync);
        var (product, key) = await OpenAsync(silos, receivers);
        await silos.Silos[0].StopAsync();
        var began = TimeProvider.System.GetTimestamp();
        var orders = await Yesterday.PlaceAsync(postgres, product, settings.Backlog);
        settings.Say($"{orders.Count} orders of a day ago were placed in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s");

        var started = TimeProvider.System.GetTimestamp();
        var ready = await StartAsync(silos, silos.Silos[0].StartAsync);
        report.Note($"{orders.Count} reminders and {orders.Count} webhooks to {Providers} receivers were past due; ready, and a first request answered, {ready.TotalSeconds:0.0} s after the start began; on the empty store, with its schema to make, {empty.TotalSeconds:0.0} s");
        if (ready > empty + AtOnce)
        {
            report.Fault($"It took {ready.TotalSeconds:0.0} s to the first answer");
        }

        var (asked, slowest) = await ServeAsync(silos, "/products/" + product[0], key, database, settings, report);
        var took = TimeProvider.System.GetElapsedTime(started);
        report.Note($"all were worked off in {took.TotalSeconds:0.0} s ({2 * orders.Count / took.TotalSeconds:0}/s); at most {receivers.Most} pushes in one receiver's hands at once; meanwhile a caller's {asked} reads and changes were answered, the slowest after {slowest.TotalMilliseconds:0} ms");
        if (receivers.Most > new RuntimeOptions().MaxPerDestination)
        {
            report.Fault($"One receiver had {receivers.Most} pushes in hand at once");
        }

        await CountAsync(database, orders, receivers, report);
        await OrderChecks.VerifyAsync(silos, report);
        return report;
    }

    /// <summary>The time from the start of the process until it says that it is ready and has answered a caller.</summary>
    private static async Task<TimeSpan> StartAsync(SiloCluster silos, Func<Task> start)
    {
        var started = TimeProvider.System.GetTimestamp();
        await start();
        await UntilAsync(async () => await silos.TryAsync(silos.Silos[0], HttpMethod.Get, "/health/ready", silos.Provider) is { Status: 200 });
        await UntilAsync(async () => await silos.TryAsync(silos.Silos[0], HttpMethod.Get, "/products", silos.Provider) is { Status: 200 });
        return TimeProvider.System.GetElapsedTime(started);
    }

    /// <summary>Providers in production, each with a product and a receiver. Their products, and the first one's key.</summary>
    private static async Task<(List<string> Products, string Key)> OpenAsync(SiloCluster silos, PushCounter receivers)
    {
        var (products, keys) = (new List<string>(), new List<string>());
        var platform = silos.Silos[0].Token("operator, production")!;
        for (var n = 0; n < Providers; n++)
        {
            var name = $"provider_{n}";
            var key = (await MakeAsync("/keys", platform, new { owner = name, role = "provider", name })).Body.GetProperty("token").GetString()!;
            var endpoint = await MakeAsync("/webhook-endpoints", key, new { url = receivers.UrlOf(name), events = Topics });
            await UntilAsync(async () => (await silos.SendAsync(HttpMethod.Get, "/webhook-endpoints/" + endpoint.Id, key)).Body.GetProperty("status").GetString() == "enabled");
            var product = await MakeAsync("/products", key, new { name = "Fibre", description = "", product_type = "utilities_broadband", meta = new { }, enabled = true });
            await MakeAsync($"/products/{product.Id}/pricing", key, new { name = "Monthly", currency = "GBP", amount = 3999 });
            products.Add(product.Id);
            keys.Add(key);

            async Task<FireAnswer> MakeAsync(string path, string by, object body) =>
                await silos.SendAsync(HttpMethod.Post, path, by, $"{name}{path}", body) is { Status: 201 } made
                    ? made
                    : throw new InvalidOperationException($"{path} was refused for {name}");
        }

        return (products, keys[0]);
    }

    /// <summary>A caller that reads and changes, until nothing is due any more: how often, and how long it waited at most.</summary>
    private static async Task<(int Asked, TimeSpan Slowest)> ServeAsync(
        SiloCluster silos, string path, string key, NpgsqlDataSource database, FireSettings settings, FireReport report)
    {
        var (asked, slowest, began) = (0, TimeSpan.Zero, TimeProvider.System.GetTimestamp());
        for (var left = 1L; left > 0 && TimeProvider.System.GetElapsedTime(began) < settings.Settle; left = await LeftAsync(database))
        {
            for (var n = 0; n < 50; n++, asked++)
            {
                var at = TimeProvider.System.GetTimestamp();
                var answer = n % 2 == 0
                    ? await silos.TryAsync(silos.Silos[0], HttpMethod.Get, path, key)
                    : await silos.TryAsync(silos.Silos[0], HttpMethod.Patch, path, key, null, new { description = $"change {asked}" }, "*");
                var took = TimeProvider.System.GetElapsedTime(at);
                slowest = took > slowest ? took : slowest;
                if (answer is not { Status: 200 })
                {
                    report.Fault($"A caller got {answer?.ToString() ?? "no answer"}");
                }
            }
        }

        return (asked, slowest);
    }

    private static async Task<long> LeftAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(LeftSql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task CountAsync(NpgsqlDataSource database, IReadOnlyCollection<string> orders, PushCounter receivers, FireReport report)
    {
        Dictionary<string, long> manual = [];
        await using var command = database.CreateCommand(
            "SELECT id, count(*) FROM journal WHERE type = 'order' AND events LIKE '%\"went_manual\"%' GROUP BY id");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            manual[rows.GetString(0)] = rows.GetInt64(1);
        }

        foreach (var order in orders)
        {
            Once(manual.GetValueOrDefault(order), $"The reminder of {order} fired", report);
            Once(receivers.Orders.GetValueOrDefault(order), $"The webhook of {order} came", report);
        }

        receivers.Times.Where(one => one.Value > 1).ToList().ForEach(one => report.Double($"{one.Key} came {one.Value} times"));
        if (receivers.Times.Count > orders.Count)
        {
            report.Double($"{receivers.Times.Count} webhooks came where {orders.Count} were due");
        }
    }

    private static void Once(long times, string what, FireReport report)
    {
        if (times == 1)
        {
            report.Acknowledged++;
        }
        else if (times == 0)
        {
            report.Lose(what + " not at all");
        }
        else
        {
            report.Double($"{what} {times} times");
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw new TimeoutException($"What was waited for did not come within {Patience}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }
}
