using System.Collections.Concurrent;
using System.Globalization;
using Actors.Runtime.Hosting;
using Actors.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Bench.Fire;

/// <summary>
/// A silo starts on a great many reminders and messages that are long past due: it is ready at once, works them off with
/// a bounded number in hand, each once, and serves callers meanwhile.
/// </summary>
internal static class BacklogFire
{
    private const int Makers = 256;
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    public static async Task<FireReport> RunAsync(FireSettings settings)
    {
        var report = new FireReport("backlog");
        using var server = new PostgresServer();
        var postgres = server.CreateDatabase();
        await MakeAsync(postgres, settings.Backlog);
        settings.Say($"{settings.Backlog} reminders and {settings.Backlog} messages are past due");

        var sender = new CountingSender();
        var started = TimeProvider.System.GetTimestamp();
        await using var silo = await OpenAsync(postgres);
        await silo.StartAsync([sender]);
        await silo.Grains.Get<IDebtGrain>("new").Execute(new DebtCommand.Owe("new", Later), Ask);
        var ready = TimeProvider.System.GetElapsedTime(started);
        report.Note($"the first turn was answered {ready.TotalMilliseconds:0} ms after the start began");
        if (ready > AtOnce)
        {
            report.Fault($"It took {ready.TotalSeconds:0.0} s to the first answer");
        }

        var slowest = await ServeAsync(silo, settings, started);
        var took = TimeProvider.System.GetElapsedTime(started);
        report.Note($"all {2 * settings.Backlog} were worked off in {took.TotalSeconds:0.0} s ({2 * settings.Backlog / took.TotalSeconds:0}/s); at most {sender.Most} sends in hand at once; the slowest turn of a caller meanwhile took {slowest.TotalMilliseconds:0} ms");
        if (sender.Most > new Runtime.Turns.RuntimeOptions().MaxDue)
        {
            report.Fault($"{sender.Most} sends were in hand at once");
        }

        await CountAsync(silo, settings.Backlog, sender, report);
        return report;
    }

    private static DateTimeOffset Later => TimeProvider.System.GetUtcNow().AddYears(1);

    private static Request Ask => new("fire", TimeProvider.System.GetUtcNow()) { RequestId = "req_fire" };

    private static async Task MakeAsync(string postgres, int count)
    {
        await using var silo = await OpenAsync(postgres);
        var past = TimeProvider.System.GetUtcNow().AddDays(-1);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Makers }, async (n, _) =>
        {
            var id = n.ToString(CultureInfo.InvariantCulture);
            await silo.Grains.Get<IDebtGrain>(id).Execute(new DebtCommand.Owe(id, past), Ask);
        });
    }

    private static async Task<SiloRuntime> OpenAsync(string postgres)
    {
        var silo = await SiloRuntime.OpenAsync(new SiloSettings { Postgres = postgres }, NullLoggerFactory.Instance);
        silo.Types.Add<IDebtGrain, Debt, DebtCommand, DebtEvent, Debt>(new DebtModel(), host => new DebtGrain(host));
        return silo;
    }

    /// <summary>A caller of its own, until nothing is due any more. Its slowest turn.</summary>
    private static async Task<TimeSpan> ServeAsync(SiloRuntime silo, FireSettings settings, long started)
    {
        var slowest = TimeSpan.Zero;
        while (await LeftAsync(silo) > 0 && TimeProvider.System.GetElapsedTime(started) < settings.Settle)
        {
            for (var n = 0; n < 10; n++)
            {
                var asked = TimeProvider.System.GetTimestamp();
                await silo.Grains.Get<IDebtGrain>("caller").Execute(new DebtCommand.Nothing(), Ask);
                var took = TimeProvider.System.GetElapsedTime(asked);
                slowest = took > slowest ? took : slowest;
            }
        }

        return slowest;
    }

    private static async Task<long> LeftAsync(SiloRuntime silo) => (await silo.Store.Database.QueryAsync(
        "SELECT (SELECT count(*) FROM reminder WHERE due_at <= @now) + (SELECT count(*) FROM outbox WHERE subject <> 'new')",
        [("now", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds())], reader => reader.GetInt64(0), CancellationToken.None))[0];

    private static async Task CountAsync(SiloRuntime silo, int count, CountingSender sender, FireReport report)
    {
        var fired = await silo.Store.Database.QueryAsync(
            "SELECT id, count(*) FROM journal WHERE type = 'debt' AND events LIKE '%\"paid\"%' GROUP BY id", [],
            reader => (Id: reader.GetString(0), Count: reader.GetInt64(1)), CancellationToken.None);
        report.Acknowledged = fired.Count + sender.Sent.Count(one => one.Key != "new");
        fired.Where(one => one.Count > 1).ToList().ForEach(one => report.Double($"The reminder of {one.Id} fired {one.Count} times"));
        sender.Sent.Where(one => one.Value > 1).ToList().ForEach(one => report.Double($"The message of {one.Key} was sent {one.Value} times"));
        for (var n = 0; n < count; n++)
        {
            var id = n.ToString(CultureInfo.InvariantCulture);
            if (!sender.Sent.ContainsKey(id))
            {
                report.Lose($"The message of {id} was not sent");
            }
        }

        for (var missing = count - fired.Count; missing > 0; missing--)
        {
            report.Lose("A reminder did not fire");
        }

        await foreach (var problem in silo.VerifyAsync())
        {
            report.Fault(problem.ToString());
        }
    }

    /// <summary>Counts what is sent, by subject, and how much at once.</summary>
    private sealed class CountingSender : IDispatcher
    {
        private int _now;
        private int _most;

        public string Kind => DebtModel.SendKind;

        public int Most => _most;

        public ConcurrentDictionary<string, int> Sent { get; } = [];

        public async Task<DispatchResult> Dispatch(OutboxMessage message, CancellationToken cancellationToken)
        {
            var now = Interlocked.Increment(ref _now);
            for (var most = _most; now > most && Interlocked.CompareExchange(ref _most, now, most) != most; most = _most)
            {
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
            Sent.AddOrUpdate(message.Subject, 1, (_, count) => count + 1);
            Interlocked.Decrement(ref _now);
            return new DispatchResult.Delivered(new AttemptDetail("delivered", 204, TimeSpan.FromMilliseconds(1), "", ""));
        }
    }
}
