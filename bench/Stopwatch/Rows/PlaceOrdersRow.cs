using System.Net;
using System.Text;
using Actors.Bench.Stopwatch.Engine;
using Actors.Bench.Stopwatch.Http;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>Orders placed over HTTP with everything on: key, idempotency, journal, reminder, pushes that are delivered meanwhile.</summary>
internal sealed class PlaceOrdersRow : Row
{
    /// <summary>How many connections ask at once.</summary>
    public const int Connections = 64;

    private long _next;

    public override string Name => "orders-post";

    public override string Title => $"POST /orders, {Connections} connections, against the same Kestrel answering a constant JSON";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale)
    {
        await using var store = BenchStore.OnPostgres();
        using var receiver = new Receiver();
        using var silo = await store.StartSiloAsync(Settings);
        using var trade = await Trade.OpenAsync(silo, receiver.Address);
        using var constant = await ConstantServer.StartAsync(await SampleAsync(silo, trade));
        var duel = await Duel.RunAsync(
            scale, time => RunAsync(constant.EndPoint, trade, time), time => RunAsync(silo.EndPoint, trade, time));
        return
        [
            Line.Of(
                Name,
                $"POST /orders on PostgreSQL, {Connections} connections, {receiver.Count:N0} pushes delivered meanwhile",
                duel,
                new Goal(duel.Ratio * 100, 15, " % of it"),
                new Goal(duel.Subject.P99, 50, " ms p99", AtMost: true)),
        ];
    }

    /// <summary>Rate limits are on, and high enough not to be what is measured.</summary>
    public static string[] Settings { get; } =
        ["--Api:RateLimits:Production", "10000000", "--Api:RateLimits:Sandbox", "10000000", "--Api:RateLimits:Unauthenticated", "10000000"];

    /// <summary>One order as the silo answers it: the baseline answers the same bytes.</summary>
    private async Task<string> SampleAsync(SiloProcess silo, Trade trade)
    {
        using var wire = await Wire.ConnectAsync(silo.EndPoint);
        return Encoding.UTF8.GetString((await PlaceAsync(wire, trade)).Span);
    }

    private async Task<Figures> RunAsync(IPEndPoint server, Trade trade, TimeSpan time)
    {
        var wires = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Wire.ConnectAsync(server)));
        try
        {
            return await Load.RunAsync(Connections, time, async (caller, _) => await PlaceAsync(wires[caller], trade));
        }
        finally
        {
            Array.ForEach(wires, wire => wire.Dispose());
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> PlaceAsync(Wire wire, Trade trade)
    {
        var (status, body) = await wire.SendAsync(trade.Order(Interlocked.Increment(ref _next)));
        return status == 201 ? body : throw new InvalidOperationException($"POST /orders gave {status}: {Encoding.UTF8.GetString(body.Span)}");
    }
}
