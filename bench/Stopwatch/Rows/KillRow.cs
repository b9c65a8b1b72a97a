using System.Globalization;
using Actors.Bench.Stopwatch.Engine;
using Actors.Bench.Stopwatch.Http;
using Watch = System.Diagnostics.Stopwatch;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>Three silos under load; one is killed, then all are. How long does anybody who tries elsewhere wait?</summary>
internal sealed class KillRow : Row
{
    private const int Silos = 3;
    private const int Clients = 16;

    public override string Name => "kill";

    public override string Title => "SIGKILL of one of three silos: the longest wait; of all three: time to the first answer";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale)
    {
        await using var store = BenchStore.OnPostgres();
        using var receiver = new Receiver();
        List<SiloProcess> silos = [await store.StartSiloAsync(PlaceOrdersRow.Settings)];
        try
        {
            using var trade = await Trade.OpenAsync(silos[0], receiver.Address);
            silos.AddRange(await Task.WhenAll(Enumerable.Range(1, Silos - 1).Select(_ => store.StartSiloAsync(PlaceOrdersRow.Settings))));
            using var clients = new RetryingClients(trade, silos);
            await clients.PrepareAsync(Clients);
            List<double> gaps = [];
            List<double> returns = [];
            for (var round = 0; round < Math.Min(3, scale.Rounds); round++)
            {
                gaps.Add(await KillOneAsync(silos, clients, round % Silos, store, scale));
                returns.Add(await KillAllAsync(silos, clients, store));
            }

            return
            [
                Wait("longest wait for an answer when one of three silos is killed under load", gaps, 1),
                Wait("all three killed and started on new addresses: time to the first answer", returns, 3),
            ];
        }
        finally
        {
            silos.ForEach(silo => silo.Dispose());
        }
    }

    private Line Wait(string what, List<double> times, double limit) => new(
        Name,
        what,
        string.Create(CultureInfo.InvariantCulture, $"{Figures.Median(times):0.00} s (worst of {times.Count}: {times.Max():0.00} s)"),
        "–",
        [new Goal(times.Max(), limit, " s", AtMost: true)]);

    private static async Task<double> KillOneAsync(List<SiloProcess> silos, RetryingClients clients, int which, BenchStore store, Scale scale)
    {
        using var enough = new CancellationTokenSource();
        var load = clients.RunAsync(enough.Token);
        await Task.Delay(scale.Round);
        clients.Forget();
        silos[which].Dispose();
        await Task.Delay(scale.Round);
        await enough.CancelAsync();
        await load;
        silos[which] = await store.StartSiloAsync(PlaceOrdersRow.Settings);
        return clients.LongestSeconds;
    }

    private static async Task<double> KillAllAsync(List<SiloProcess> silos, RetryingClients clients, BenchStore store)
    {
        var started = Watch.GetTimestamp();
        silos.ForEach(silo => silo.Dispose());
        var starting = Enumerable.Range(0, Silos).Select(_ => store.StartSiloAsync(PlaceOrdersRow.Settings)).ToList();
        var first = await await Task.WhenAny(starting);
        await clients.AskAsync(0, first);
        var seconds = Watch.GetElapsedTime(started).TotalSeconds;
        var all = await Task.WhenAll(starting);
        silos.Clear();
        silos.AddRange(all);
        return seconds;
    }
}
