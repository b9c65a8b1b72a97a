using System.Collections.Concurrent;
using System.Globalization;
using Actors.Bench.Fire.Cluster;

namespace Actors.Bench.Fire.Slow;

/// <summary>Callers that ask as they should, and are answered: orders are placed and read.</summary>
internal sealed class HonestCallers(SiloCluster silos, FireSettings settings, FireReport report)
{
    private int _rounds;
    private object _body = new();
    private string _order = "";

    /// <summary>Where the order's screen is.</summary>
    public string Screen { get; private set; } = "";

    public async Task BeginAsync()
    {
        var product = (await silos.SendAsync(HttpMethod.Post, "/products", silos.Provider, "p", new { name = "Fibre", description = "", product_type = "utilities_broadband", meta = new { }, enabled = true })).Id;
        var price = (await silos.SendAsync(HttpMethod.Post, $"/products/{product}/pricing", silos.Provider, "q", new { name = "Monthly", currency = "GBP", amount = 3999 })).Id;
        _body = new { prod_id = product, pricing_id = price, input = new { }, user = new { reference = "u-1" } };
        var order = await silos.SendAsync(HttpMethod.Post, "/orders", silos.Marketplace, "first", _body);
        _order = order.Id;
        Screen = new Uri(order.Body.GetProperty("screen_url").GetString()!).AbsolutePath;
    }

    /// <summary>Each asks so often, and every answer must be the right one. How long they took, in words.</summary>
    public async Task<string> AskAsync(string when)
    {
        var times = new ConcurrentBag<TimeSpan>();
        var (round, retries) = (Interlocked.Increment(ref _rounds), silos.Retries);
        await Task.WhenAll(Enumerable.Range(0, settings.Callers).Select(caller => Task.Run(async () =>
        {
            for (var n = 0; n < settings.Asks; n++)
            {
                var started = TimeProvider.System.GetTimestamp();
                var answer = n % 2 == 0
                    ? await silos.SendAsync(HttpMethod.Get, "/orders/" + _order, silos.Marketplace)
                    : await silos.SendAsync(HttpMethod.Post, "/orders", silos.Marketplace, string.Create(CultureInfo.InvariantCulture, $"{round}-{caller}-{n}"), _body);
                times.Add(TimeProvider.System.GetElapsedTime(started));
                report.Count();
                if (answer.Status != (n % 2 == 0 ? 200 : 201))
                {
                    report.Fault($"{when}, an honest caller got {answer}");
                }
            }
        })));
        var sorted = times.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{when}: {sorted.Count} calls of {settings.Callers} honest callers, p50 {sorted[sorted.Count / 2].TotalMilliseconds:0.0} ms, p99 {sorted[sorted.Count * 99 / 100].TotalMilliseconds:0.0} ms, {silos.Retries - retries} sent again");
    }
}
