using System.Globalization;
using System.Text.Json;
using Watch = System.Diagnostics.Stopwatch;

namespace Actors.Bench.Stopwatch.Http;

/// <summary>
/// Clients that each change a product of their own, on one silo after the other, and try the next silo when one does
/// not answer. What counts is the time from the first try to the answer.
/// </summary>
/// <param name="trade">Whose products.</param>
/// <param name="silos">Looked at anew for each try: silos come and go.</param>
internal sealed class RetryingClients(Trade trade, List<SiloProcess> silos) : IDisposable
{
    private readonly List<string> _products = [];
    private readonly SocketsHttpHandler _handler = new() { ConnectTimeout = TimeSpan.FromSeconds(2) };
    private long _longest;
    private long _number;

    /// <summary>The longest that anybody waited for an answer since <see cref="Forget"/>.</summary>
    public double LongestSeconds => TimeSpan.FromTicks(Interlocked.Read(ref _longest)).TotalSeconds;

    public void Dispose() => _handler.Dispose();

    public void Forget() => Interlocked.Exchange(ref _longest, 0);

    public async Task PrepareAsync(int clients)
    {
        for (var client = 0; client < clients; client++)
        {
            var made = await trade.SendAsync(HttpMethod.Post, "/products", trade.Provider, new { name = "Line", product_type = "utilities_broadband" });
            _products.Add(made.GetProperty("id").GetString()!);
        }
    }

    /// <summary>Changes until it is enough; each change is answered before the next.</summary>
    public Task RunAsync(CancellationToken enough) => Task.WhenAll(_products.Select((_, client) => Task.Run(
        async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var started = Watch.GetTimestamp();
                await ChangeAsync(client);
                Note(Watch.GetElapsedTime(started).Ticks);
            }
        },
        CancellationToken.None)));

    /// <summary>One change on one silo; fails when it does not answer.</summary>
    public async Task AskAsync(int client, SiloProcess silo)
    {
        if (!await TryAsync(client, silo, 0))
        {
            throw new InvalidOperationException("The new silo did not take a change.");
        }
    }

    private async Task ChangeAsync(int client)
    {
        var number = Interlocked.Increment(ref _number);
        for (var attempt = 0; ; attempt++)
        {
            var silo = silos[(int)((number + attempt) % silos.Count)];
            if (await TryAsync(client, silo, number))
            {
                return;
            }

            await Task.Yield();
        }
    }

    private async Task<bool> TryAsync(int client, SiloProcess silo, long number)
    {
        using var invoker = new HttpMessageInvoker(_handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri(silo.Address, "/products/" + _products[client]));
        request.Headers.Authorization = new("Bearer", trade.Provider);
        request.Headers.Add("If-Match", "*");
        request.Headers.Add("Idempotency-Key", "change-" + number.ToString(CultureInfo.InvariantCulture));
        request.Content = new StringContent(
            JsonSerializer.Serialize(new { description = number.ToString(CultureInfo.InvariantCulture) }), System.Text.Encoding.UTF8, "application/json");
        try
        {
            using var response = await invoker.SendAsync(request, CancellationToken.None);

            // In progress (409) or overloaded: the same again in a moment.
            return (int)response.StatusCode is < 500 and not 409
                && (response.IsSuccessStatusCode ? true : throw new InvalidOperationException(await response.Content.ReadAsStringAsync()));
        }
        catch (HttpRequestException)
        {
            // Dead, or it died with the answer under way.
            return false;
        }
    }

    private void Note(long ticks)
    {
        for (var known = Interlocked.Read(ref _longest); ticks > known;)
        {
            var before = Interlocked.CompareExchange(ref _longest, ticks, known);
            if (before == known)
            {
                return;
            }

            known = before;
        }
    }
}
