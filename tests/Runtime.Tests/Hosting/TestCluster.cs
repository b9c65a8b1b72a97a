using Actors.Runtime.Turns;
using Actors.Tests;

namespace Actors.Runtime.Tests.Hosting;

/// <summary>Several silos in this process on one PostgreSQL database, with one clock and one receiver.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly TestStore _store = TestStore.OnPostgres();
    private readonly List<TestSilo> _silos = [];

    public FakeClock Clock { get; } = new();

    public Recorder Sent { get; } = new();

    public IReadOnlyList<TestSilo> Silos => _silos;

    public TestSilo this[int index] => _silos[index];

    public static async Task<TestCluster> StartAsync(int silos, bool due = false, RuntimeOptions? options = null)
    {
        var cluster = new TestCluster();
        for (var i = 0; i < silos; i++)
        {
            await cluster.AddAsync(due, options);
        }

        return cluster;
    }

    public async Task<TestSilo> AddAsync(bool due = false, RuntimeOptions? options = null)
    {
        var silo = await TestSilo.StartAsync(_store, Clock, Sent, due, options);
        _silos.Add(silo);
        return silo;
    }

    /// <summary>Stops all silos; the store stays.</summary>
    public async Task StopAllAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        _silos.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAllAsync();
        _store.Dispose();
    }
}
