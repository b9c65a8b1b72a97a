using System.Diagnostics.Metrics;
using Actors.Runtime.Calls;
using Actors.Runtime.Storage;
using Actors.Runtime.Tests.Hosting;
using Actors.Runtime.Turns;
using Actors.Tests;

namespace Actors.Runtime.Tests.Storage;

/// <summary>Calls are written beside the turns, many at a time, bounded in every way.</summary>
public abstract class CallLogContract
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    protected abstract TestStore NewStore();

    [Fact]
    public async Task What_is_written_is_read_again_whole()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        var call = Call(1) with { Duration = TimeSpan.FromMicroseconds(1_234), Response = new CallPart("ETag: \"1\"\n", "žluť", 7_000, true) };
        var stranger = Call(2) with { Owner = "", KeyId = "", Environment = null };

        silo.Runtime.Calls.Add(call);
        silo.Runtime.Calls.Add(stranger);

        (await silo.Runtime.Calls.Find(call.Id)).ShouldBe(call);
        (await silo.Runtime.Calls.Find(stranger.Id)).ShouldBe(stranger);
        (await silo.Runtime.Calls.Find("req_none")).ShouldBeNull();
    }

    [Fact]
    public async Task A_stop_writes_what_waits()
    {
        using var store = NewStore();
        await using (var silo = await TestSilo.StartAsync(store, due: false))
        {
            Many(1_200).ForEach(silo.Runtime.Calls.Add);
            await silo.Runtime.StopAsync();
        }

        await using var next = await TestSilo.StartAsync(store, due: false);
        (await next.Count("call")).ShouldBe(1_200);
    }

    [Fact]
    public async Task What_does_not_fit_is_dropped_and_counted_and_nobody_waits()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false, options: new RuntimeOptions { MaxCallsWaiting = 100 });
        using var dropped = new Dropped();
        var (held, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var holding = Task.Run(() => silo.Runtime.Store.Database.WriteAsync(
            async (connection, transaction) =>
            {
                if (silo.Runtime.IsShared)
                {
                    await connection.ExecuteAsync(transaction, "LOCK TABLE call IN ACCESS EXCLUSIVE MODE", [], CancellationToken.None);
                }

                held.SetResult();
                await release.Task;
                return 0;
            },
            CancellationToken.None));
        await held.Task.WaitAsync(TimeSpan.FromSeconds(60));

        // None of these waits for the store, which takes nothing at present: else the test would not end.
        Many(1_000).ForEach(silo.Runtime.Calls.Add);
        release.SetResult();
        await holding;
        await silo.Runtime.StopAsync();

        var written = await silo.Count("call");
        written.ShouldBeInRange(100, 900);
        dropped.Total.ShouldBe(1_000 - written);
    }

    [Fact]
    public async Task One_that_the_store_refuses_takes_no_other_with_it()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        silo.Runtime.Calls.Add(Call(1));
        silo.Runtime.Calls.Add(Call(2) with { Path = "null \0 character" });
        silo.Runtime.Calls.Add(Call(3));

        (await silo.Runtime.Calls.Find(Call(3).Id)).ShouldNotBeNull();
        (await silo.Runtime.Calls.Find(Call(1).Id)).ShouldNotBeNull();
        (await silo.Count("call")).ShouldBe(silo.Runtime.IsShared ? 2 : 3, "PostgreSQL takes no null character; SQLite does");
    }

    [Fact]
    public async Task The_oldest_go_when_they_are_too_old_too_many_or_too_much()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        var calls = new CallStore(silo.Runtime.Store.Database);
        var size = Call(10).Size;
        await calls.WriteAsync(Many(90, from: 10), CancellationToken.None);

        await calls.PruneAsync(At.AddSeconds(20).ToMilliseconds(), 1_000, 1_000_000, CancellationToken.None);
        (await Ids(silo)).ShouldBe(Enumerable.Range(20, 80));

        await calls.PruneAsync(0, 50, 1_000_000, CancellationToken.None);
        (await Ids(silo)).ShouldBe(Enumerable.Range(50, 50));

        await calls.PruneAsync(0, 1_000, 30 * size, CancellationToken.None);
        (await Ids(silo)).ShouldBe(Enumerable.Range(70, 30));

        await calls.PruneAsync(0, 1_000, 30 * size, CancellationToken.None);
        (await silo.Count("call")).ShouldBe(30);
    }

    [Fact]
    public async Task A_running_silo_drops_what_is_past_its_time()
    {
        using var store = NewStore();
        var keep = new RuntimeOptions().KeepCalls;
        var clock = new FakeClock(At + keep + TimeSpan.FromMinutes(1));
        await using var silo = await TestSilo.StartAsync(store, clock, due: false);
        await new CallStore(silo.Runtime.Store.Database).WriteAsync([Call(1), Call(2) with { At = At + keep }], CancellationToken.None);
        await silo.StartDueAsync();

        (await silo.Count("call")).ShouldBe(2, "only the silo's own timer prunes, and it moves with the clock");
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await silo.Count("call") > 1)
        {
            tooLong.IsCancellationRequested.ShouldBeFalse("nothing was pruned");
            clock.Advance(TimeSpan.FromSeconds(5));
        }

        (await Ids(silo)).ShouldBe([2]);
    }

    [Fact]
    public async Task A_filter_looks_at_so_many_rows_and_says_where_to_go_on()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        var database = silo.Runtime.Store.Database;
        await new CallStore(database).WriteAsync([.. Many(10, from: 10).Select(call => call.Id == Call(11).Id ? call with { Status = 500 } : call)], CancellationToken.None);
        var reader = new CallReader(database, scan: 4);
        var failed = new CallQuery(DataEnvironment.Sandbox, "acme") { StatusFrom = 500 };

        var first = await reader.ListAsync(failed, CancellationToken.None);
        (first.Items.Count, first.HasMore, first.Next).ShouldBe((0, true, Call(16).Id));
        var second = await reader.ListAsync(failed with { After = first.Next }, CancellationToken.None);
        (second.Items.Count, second.HasMore, second.Next).ShouldBe((0, true, Call(12).Id));
        var third = await reader.ListAsync(failed with { After = second.Next }, CancellationToken.None);
        third.Items.ShouldHaveSingleItem().Id.ShouldBe(Call(11).Id);
        (third.HasMore, third.Next).ShouldBe((false, null));
    }

    [Fact]
    public async Task A_list_is_of_one_account_and_environment()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await new CallStore(silo.Runtime.Store.Database).WriteAsync(
            [Call(1), Call(2) with { Owner = "other" }, Call(3) with { Environment = DataEnvironment.Production }, Call(4) with { Owner = "", Environment = null }],
            CancellationToken.None);

        (await Listed("acme", DataEnvironment.Sandbox)).ShouldBe([1]);
        (await Listed("acme", DataEnvironment.Production)).ShouldBe([3]);
        (await Listed(null, DataEnvironment.Sandbox)).ShouldBe([4, 2, 1]);
        (await Listed(null, DataEnvironment.Production)).ShouldBe([4, 3]);
        await Should.ThrowAsync<CursorNotFoundException>(silo.Runtime.Calls.List(new CallQuery(DataEnvironment.Sandbox, "acme") { After = Call(2).Id }));

        async Task<IEnumerable<int>> Listed(string? owner, DataEnvironment environment) =>
            (await silo.Runtime.Calls.List(new CallQuery(environment, owner))).Items.Select(call => int.Parse(call.Id[4..]));
    }

    [Fact]
    public async Task A_silo_knows_how_many_live()
    {
        using var store = NewStore();
        await using var first = await TestSilo.StartAsync(store);
        first.Runtime.Silos.Live.ShouldBe(1);
        if (first.Runtime.IsShared)
        {
            await using var second = await TestSilo.StartAsync(store);
            second.Runtime.Silos.Live.ShouldBe(2);
        }
    }

    private static async Task<IEnumerable<int>> Ids(TestSilo silo) =>
        await silo.Query("SELECT id FROM call ORDER BY seq", reader => int.Parse(reader.GetString(0)[4..]));

    private static List<CallRecord> Many(int count, int from = 10_000) => [.. Enumerable.Range(from, count).Select(Call)];

    private static CallRecord Call(int number) => new(
        "req_" + number, At.AddSeconds(number), "acme", DataEnvironment.Sandbox, "key_1", "GET", "/products/{id}", "/products/1", "?a=b", 200, "",
        TimeSpan.FromMilliseconds(5), "127.0.0.1", new CallPart("Accept: */*\n", "{}", 2, false), new CallPart("", "[]", 2, false));

    private sealed class Dropped : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _total;

        public Dropped()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "actors.calls.dropped")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _total, count));
            _listener.Start();
        }

        public long Total => Interlocked.Read(ref _total);

        public void Dispose() => _listener.Dispose();
    }
}

// One after the other: the counter of dropped calls is the process's.
[Collection("calls")]
public sealed class SqliteCallLogTests : CallLogContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

[Collection("calls")]
public sealed class PostgresCallLogTests : CallLogContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
