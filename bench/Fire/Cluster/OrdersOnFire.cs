namespace Actors.Bench.Fire.Cluster;

/// <summary>Silos under a load of orders, with receivers of bad manners: what a fire of orders begins with.</summary>
internal sealed class OrdersOnFire : IAsyncDisposable
{
    /// <summary>What a dead silo held is free again soon, and a hanging receiver is soon given up.</summary>
    public static readonly string[] Quick = ["--Actors:Runtime:Lease", "00:00:07", "--Webhooks:Timeout", "00:00:02"];

    private OrdersOnFire(SiloCluster silos, Receivers receivers, OrderLoad load) => (Silos, Receivers, Load) = (silos, receivers, load);

    public SiloCluster Silos { get; }

    public Receivers Receivers { get; }

    public OrderLoad Load { get; }

    /// <summary>Starts the silos, their receivers, and then the callers.</summary>
    /// <param name="store">The store that the silos share.</param>
    /// <param name="pace">The pause of a caller between two orders.</param>
    public static async Task<OrdersOnFire> LightAsync(
        IReadOnlyDictionary<string, string> store, int count, TimeSpan pace, FireSettings settings, FireReport report, params string[] options)
    {
        var manners = new BadManners(settings.Seed, settings.BadPushes);
        var silos = new SiloCluster(store, count, options);
        Receivers? receivers = null;
        try
        {
            await silos.StartAsync();
            receivers = new Receivers(silos, manners, report);
            await receivers.StartAsync();
            var load = new OrderLoad(silos, manners, report);
            await load.OfferAsync();
            load.Start(settings.Callers, pace);
            return new OrdersOnFire(silos, receivers, load);
        }
        catch
        {
            silos.Dispose();
            await (receivers?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    /// <summary>Processes first: nothing that fails or hangs after them leaves them behind.</summary>
    public async ValueTask DisposeAsync()
    {
        Load.Abandon();
        Silos.Dispose();
        await Receivers.DisposeAsync();
    }
}
