using System.Net;
using System.Text;
using System.Text.Json;
using Actors.Bench.Stopwatch.Engine;
using Actors.Bench.Stopwatch.Http;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>Orders read over HTTP: the key and the order are read fresh from the store each time.</summary>
internal sealed class ReadOrdersRow : Row
{
    private const int Orders = 1_000;

    public override string Name => "orders-get";

    public override string Title => $"GET /orders/{{id}}, {PlaceOrdersRow.Connections} connections, against the same Kestrel answering a constant JSON";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale)
    {
        await using var store = BenchStore.OnPostgres();
        using var receiver = new Receiver();
        using var silo = await store.StartSiloAsync(PlaceOrdersRow.Settings);
        using var trade = await Trade.OpenAsync(silo, receiver.Address);
        var placed = await PlaceAsync(silo, trade, scale.Of(Orders, 10));
        byte[][] requests = [.. placed.Select(order => Wire.Request("GET", "/orders/" + JsonElement.Parse(order).GetProperty("id").GetString(), trade.Marketplace))];
        using var constant = await ConstantServer.StartAsync(placed[0]);
        var duel = await Duel.RunAsync(
            scale, time => RunAsync(constant.EndPoint, requests, time), time => RunAsync(silo.EndPoint, requests, time));
        return
        [
            Line.Of(
                Name,
                $"GET /orders/{{id}} on PostgreSQL, {PlaceOrdersRow.Connections} connections, {placed.Count:N0} orders",
                duel,
                new Goal(duel.Ratio * 100, 40, " % of it")),
        ];
    }

    private static async Task<List<string>> PlaceAsync(SiloProcess silo, Trade trade, int count)
    {
        using var wire = await Wire.ConnectAsync(silo.EndPoint);
        List<string> orders = [];
        for (var n = 0; n < count; n++)
        {
            var (status, body) = await wire.SendAsync(trade.Order(n));
            orders.Add(status == 201 ? Encoding.UTF8.GetString(body.Span) : throw new InvalidOperationException($"POST /orders gave {status}"));
        }

        return orders;
    }

    private static async Task<Figures> RunAsync(IPEndPoint server, byte[][] requests, TimeSpan time)
    {
        var wires = await Task.WhenAll(Enumerable.Range(0, PlaceOrdersRow.Connections).Select(_ => Wire.ConnectAsync(server)));
        try
        {
            return await Load.RunAsync(wires.Length, time, async (caller, n) =>
            {
                var (status, body) = await wires[caller].SendAsync(requests[((caller * 131) + n) % requests.Length]);
                if (status != 200)
                {
                    throw new InvalidOperationException($"GET /orders/… gave {status}: {Encoding.UTF8.GetString(body.Span)}");
                }
            });
        }
        finally
        {
            Array.ForEach(wires, wire => wire.Dispose());
        }
    }
}
