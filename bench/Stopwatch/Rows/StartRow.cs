using System.Globalization;
using System.Net.Http.Headers;
using Actors.Bench.Stopwatch.Engine;
using Actors.Bench.Stopwatch.Http;
using Watch = System.Diagnostics.Stopwatch;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>From nothing to an answer: process, schema, first keys, one request that needs a key.</summary>
internal sealed class StartRow : Row
{
    public override string Name => "start";

    public override string Title => "start to the first answered request on an empty store";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale) =>
        [await MeasureAsync("SQLite", BenchStore.OnSqlite, scale), await MeasureAsync("PostgreSQL", BenchStore.OnPostgres, scale)];

    private async Task<Line> MeasureAsync(string name, Func<BenchStore> open, Scale scale)
    {
        List<double> times = [];
        for (var round = 0; round < scale.Rounds; round++)
        {
            await using var store = open();
            times.Add(await StartAsync(store));
        }

        var median = Figures.Median(times);
        return new Line(
            Name,
            $"start to the first answered request, empty {name}",
            string.Create(CultureInfo.InvariantCulture, $"{median:0.00} s (worst of {times.Count}: {times.Max():0.00} s)"),
            "–",
            [new Goal(median, 2, " s", AtMost: true)]);
    }

    private static async Task<double> StartAsync(BenchStore store)
    {
        using var http = new HttpClient();
        var started = Watch.GetTimestamp();
        using var silo = await store.StartSiloAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(silo.Address, "/products"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await silo.TokenAsync("provider, sandbox"));
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return Watch.GetElapsedTime(started).TotalSeconds;
    }
}
