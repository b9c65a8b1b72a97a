using System.Collections.Concurrent;

namespace Actors.Bench.Fire.Cluster;

/// <summary>Callers that place orders, each under a key of its own, and some of them twice at once.</summary>
internal sealed class OrderLoad(SiloCluster silos, BadManners manners, FireReport report)
{
    private const int TwiceShare = 10;

    private volatile bool _enough;
    private Task[] _callers = [];
    private object _body = new();

    /// <summary>The first answer to each key.</summary>
    public ConcurrentDictionary<string, FireAnswer> Placed { get; } = [];

    /// <summary>Makes the product that is ordered.</summary>
    public async Task OfferAsync()
    {
        var product = (await silos.SendAsync(
            HttpMethod.Post, "/products", silos.Provider, "p", new { name = "Fibre", description = "", product_type = "utilities_broadband", meta = new { }, enabled = true })).Id;
        var price = (await silos.SendAsync(
            HttpMethod.Post, $"/products/{product}/pricing", silos.Provider, "q", new { name = "Monthly", currency = "GBP", amount = 3999 })).Id;
        _body = new
        {
            prod_id = product,
            pricing_id = price,
            quantity = 1,
            input = new { postcode = "AB1 2CD" },
            user = new { reference = "u-1", name = "A customer" },
        };
    }

    /// <param name="pace">The pause of a caller between two orders.</param>
    public void Start(int callers, TimeSpan pace) =>
        _callers = [.. Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller, pace)))];

    /// <summary>Returns when so many orders were acknowledged, or the load ended.</summary>
    public async Task ReachAsync(int orders)
    {
        while (Placed.Count < orders && !Array.TrueForAll(_callers, caller => caller.IsCompleted))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    /// <summary>Nobody waits for its callers any more.</summary>
    public void Abandon() => _enough = true;

    public Task StopAsync()
    {
        _enough = true;
        return Task.WhenAll(_callers);
    }

    public Task<FireAnswer> PlaceAsync(string key) => silos.SendAsync(HttpMethod.Post, "/orders", silos.Marketplace, key, _body);

    /// <summary>Asks once, and takes whatever comes.</summary>
    public Task<FireAnswer?> TryPlaceAsync(string key) =>
        silos.TryAsync(silos.Silos[0], HttpMethod.Post, "/orders", silos.Marketplace, key, _body);

    private async Task CallAsync(int caller, TimeSpan pace)
    {
        for (var n = 0; !_enough; n++)
        {
            var key = $"order-{caller}-{n}";
            try
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, manners.Picks(key, TwiceShare) ? 2 : 1).Select(_ => PlaceAsync(key)));
                if (Array.Find(answers, answer => answer.Status != 201) is { } refused)
                {
                    report.Fault($"{key} was refused: {refused}");
                    continue;
                }

                Placed[key] = answers[0];
                if (answers[^1].Text != answers[0].Text)
                {
                    report.Double($"{key}, sent twice at once, got two answers: {answers[0]} and {answers[^1]}");
                }
            }
            catch (TimeoutException error)
            {
                report.Fault(error.Message);
            }

            await Task.Delay(pace);
        }
    }
}
