using System.Collections.Concurrent;
using System.Globalization;
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
            // Who hears nothing asks no more: a refusal costs a caller nothing, so a loop of them would ask without end.
            for (var (i, heard) = (0, true); heard && !crashed.IsCancellationRequested; i++)
            {
                var (key, grain) = ($"{caller}/{i}", (caller + i) % Grains);
                asked[key] = grain;
                try
                {
                    acknowledged[key] = await AskAsync(silos[caller % 2], key, grain);
                }
                catch (OverloadedException)
                {
                    // Its repetition below gives it an effect.
                }
                catch (Exception error) when (error is OutcomeUnknownException or StoreUnavailableException)
                {
                    heard = false;
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
        // Each caller in turn and until it is answered: a mailbox that is full of everybody's refuses at once, however often one asks.
        var answers = Task.WhenAll(asked.GroupBy(request => request.Key.Split('/')[0]).Select(async caller =>
        {
            var silo = silos[(int.Parse(caller.Key, CultureInfo.InvariantCulture) + 1) % 2];
            List<(string Key, long Version)> heard = [];
            foreach (var (key, grain) in caller)
            {
                heard.Add((key, await AskUntilAnsweredAsync(silo, key, grain)));
            }

            return heard;
        }));
        await answers.WaitAsync(TimeSpan.FromMinutes(5));
        var repeated = (await answers).SelectMany(heard => heard).ToList();

        repeated.Where(answer => acknowledged.TryGetValue(answer.Key, out var before) && before != answer.Version).ShouldBeEmpty();
        acknowledged.Count.ShouldBeLessThan(asked.Count, "the crash was under load");
        for (var grain = 0; grain < Grains; grain++)
        {
            (await first.Total("c" + grain)).ShouldBe(asked.Values.Count(asks => asks == grain));
        }

        (await first.Count("outbox")).ShouldBe(asked.Count);
        (await second.Runtime.VerifyAsync().ToListAsync()).ShouldBeEmpty();
    }

    /// <summary>The version that the request made.</summary>
    private static async Task<long> AskAsync(TestSilo silo, string key, int grain) =>
        (await silo.Do("c" + grain, new CounterCommand.Push("d", "s", key), key)).Snapshot.Version;

    private static async Task<long> AskUntilAnsweredAsync(TestSilo silo, string key, int grain)
    {
        while (true)
        {
            try
            {
                return await AskAsync(silo, key, grain);
            }
            catch (Exception error) when (error is OutcomeUnknownException or StoreUnavailableException or OverloadedException)
            {
                await Task.Yield();
            }
        }
    }
}
