using System.Collections.Concurrent;
using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Runtime.Turns;
using Actors.Tests;

namespace Actors.Runtime.Tests.Cluster;

/// <summary>The database is killed as by a power cut, under load, and started again.</summary>
public sealed class CrashTests
{
    private const int Callers = 16;
    private const int Grains = 5;

    [Fact, Requirement("G2"), Requirement("G3"), Requirement("G4")]
    public async Task Every_request_counts_once_through_a_crash_of_the_database()
    {
        using var server = new PostgresServer();
        using var store = TestStore.On(server.CreateDatabase());
        await using var first = await TestSilo.StartAsync(store, due: false, options: new RuntimeOptions { MaxTries = 3 });
        await using var second = await TestSilo.StartAsync(store, due: false, options: new RuntimeOptions { MaxTries = 3 });
        TestSilo[] silos = [first, second];
        var acknowledged = new ConcurrentDictionary<string, long>();
        var asked = new ConcurrentDictionary<string, int>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var crashed = new CancellationTokenSource();

        var load = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; !crashed.IsCancellationRequested; i++)
            {
                var (key, grain) = ($"{caller}/{i}", (caller + i) % Grains);
                asked[key] = grain;
                if (await Ask(silos[caller % 2], key, grain) is { } version)
                {
                    acknowledged[key] = version;
                }

                if (acknowledged.Count > 300)
                {
                    enough.TrySetResult();
                }
            }
        })).ToList();
        await Gate.WithinAsync(enough.Task, "the load did not begin");
        server.Kill();
        await crashed.CancelAsync();
        await Gate.WithinAsync(Task.WhenAll(load), "calls were not answered after the crash");
        server.Start();

        // Every key again, on the other silo: first answers for those that were acknowledged, one effect for the rest.
        var repeated = await Task.WhenAll(asked.Select(async request =>
        {
            var silo = silos[(int.Parse(request.Key.Split('/')[0]) + 1) % 2];
            for (var tries = 0; tries < 2_000; tries++)
            {
                if (await Ask(silo, request.Key, request.Value) is { } version)
                {
                    return (request.Key, Version: version);
                }
            }

            throw new TimeoutException($"request {request.Key} got no answer after the start");
        }));

        repeated.Where(answer => acknowledged.TryGetValue(answer.Key, out var before) && before != answer.Version).ShouldBeEmpty();
        acknowledged.Count.ShouldBeLessThan(asked.Count, "the crash was under load");
        for (var grain = 0; grain < Grains; grain++)
        {
            (await first.Total("c" + grain)).ShouldBe(asked.Values.Count(asks => asks == grain));
        }

        (await first.Count("outbox")).ShouldBe(asked.Count);
        (await second.Runtime.VerifyAsync().ToListAsync()).ShouldBeEmpty();
    }

    /// <summary>The version that the request made, or null when there was no answer.</summary>
    private static async Task<long?> Ask(TestSilo silo, string key, int grain)
    {
        try
        {
            return (await silo.Do("c" + grain, new CounterCommand.Push("d", "s", key), key)).Snapshot.Version;
        }
        catch (Exception error) when (error is OutcomeUnknownException or StoreUnavailableException or OverloadedException)
        {
            return null;
        }
    }
}
