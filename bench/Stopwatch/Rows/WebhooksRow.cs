using System.Globalization;
using System.Text;
using Actors.Bench.Stopwatch.Engine;
using Actors.Bench.Stopwatch.Http;
using Npgsql;
using Watch = System.Diagnostics.Stopwatch;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>Pushes that wait in the outbox, delivered to a receiver on this machine: claimed, signed, sent, logged, taken out.</summary>
internal sealed class WebhooksRow : Row
{
    private const int Waiting = 20_000;

    /// <summary>Those that are delivered first, by a process that has just started, do not count.</summary>
    private const int First = 40_000;
    private const int Concurrency = 64;

    public override string Name => "webhooks";

    public override string Title => "webhooks delivered/s to a local receiver, signed and logged, against HttpClient posting the same bodies";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale)
    {
        await using var store = BenchStore.OnPostgres();
        using var receiver = new Receiver();
        await FailOneAsync(store, receiver);
        var body = await QueryAsync(store, "SELECT body FROM outbox WHERE kind = 'webhook'");
        var (waiting, first) = (scale.Of(Waiting, 100), scale.Of(First, 100));
        List<double> ours = [];
        List<double> theirs = [];
        for (var round = 0; round < scale.Rounds; round++)
        {
            theirs.Add(await PostAsync(receiver, body, waiting));
            ours.Add(await DeliverAsync(store, receiver, waiting, first, round));
        }

        var duel = new Duel(new Figures(Figures.Median(ours), 0, 0), new Figures(Figures.Median(theirs), 0, 0));
        return
        [
            new Line(
                Name,
                $"webhooks delivered/s, {waiting:N0} after {first:N0} to warm up, {Concurrency} at once to one endpoint",
                Goal.Text(duel.Subject.Rate) + "/s",
                string.Create(CultureInfo.InvariantCulture, $"{Goal.Text(duel.Baseline.Rate)}/s; {duel.Ratio * 100:0} % of it"),
                [new Goal(duel.Ratio * 100, 30, " % of it")]),
        ];
    }

    private static string[] Settings { get; } =
        ["--Actors:Runtime:MaxPerDestination", Concurrency.ToString(CultureInfo.InvariantCulture)];

    /// <summary>One real push that failed and waits: the pattern of all others.</summary>
    private static async Task FailOneAsync(BenchStore store, Receiver receiver)
    {
        using var silo = await store.StartSiloAsync(Settings);
        using var trade = await Trade.OpenAsync(silo, receiver.Address);
        receiver.IsClosed = true;
        using var wire = await Wire.ConnectAsync(silo.EndPoint);
        await wire.SendAsync(trade.Order(1));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await QueryAsync(store, "SELECT count(*)::text FROM outbox WHERE kind = 'webhook' AND attempts > 0") == "0")
        {
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>The rate of the last of them, with all of them waiting when the silo starts.</summary>
    private static async Task<double> DeliverAsync(BenchStore store, Receiver receiver, int waiting, int first, int round)
    {
        await store.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
            CREATE TABLE IF NOT EXISTS pattern AS SELECT * FROM outbox WHERE kind = 'webhook' LIMIT 1;
            DELETE FROM outbox;
            DELETE FROM reminder;
            INSERT INTO outbox (kind, destination, subject, message_id, topic, body, trace, clock, created_at, due_at)
            SELECT kind, destination, subject || '-{round}-' || n, message_id || '-{round}-' || n, topic, body, trace, clock, created_at, created_at
            FROM pattern, generate_series(1, {first + waiting}) n
            """));
        await store.ExecuteAsync("VACUUM ANALYZE outbox");
        receiver.IsClosed = false;

        var all = receiver.Expect(waiting, first);
        using var silo = await store.StartSiloAsync(Settings);
        await all.WaitAsync(TimeSpan.FromMinutes(2));
        return (waiting - 1) / Watch.GetElapsedTime(receiver.FirstAt).TotalSeconds;
    }

    private static async Task<double> PostAsync(Receiver receiver, string body, int count)
    {
        receiver.IsClosed = false;
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Concurrency });
        var bytes = Encoding.UTF8.GetBytes(body);
        var left = count;
        var started = Watch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using var content = new ByteArrayContent(bytes);
                using var response = await http.PostAsync(receiver.Address, content);
                response.EnsureSuccessStatusCode();
            }
        })));
        return count / Watch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<string> QueryAsync(BenchStore store, string sql)
    {
        await using var connection = new NpgsqlConnection(store.Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
