namespace Actors.Bench.Fire.Cluster;

/// <summary>
/// Does what a balancer in front of silos does: asks each at intervals whether it is ready, and sends nobody to those
/// that are not. A silo that stops must still answer until it was asked.
/// </summary>
internal sealed class Balancer : IDisposable
{
    /// <summary>As in <c>deploy/haproxy.cfg</c>.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http = new() { Timeout = Interval };
    private readonly CancellationTokenSource _stopping = new();
    private readonly IReadOnlyList<SiloProcess> _silos;
    private readonly bool[] _ready;

    public Balancer(IReadOnlyList<SiloProcess> silos)
    {
        _silos = silos;
        _ready = [.. silos.Select(_ => true)];
        for (var i = 0; i < silos.Count; i++)
        {
            _ = WatchAsync(i);
        }
    }

    /// <summary>The ready ones in turn, but not the one that was just tried; any, when none is ready.</summary>
    public SiloProcess Pick(uint turn, SiloProcess? tried)
    {
        var ready = _silos.Where((silo, i) => _ready[i] && silo != tried).ToList();
        return ready.Count > 0 ? ready[(int)(turn % ready.Count)] : _silos[(int)(turn % _silos.Count)];
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _http.Dispose();
        _stopping.Dispose();
    }

    private async Task WatchAsync(int i)
    {
        var stopping = _stopping.Token;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri(_silos[i].Address, "/health/ready"), stopping);
                _ready[i] = answer.IsSuccessStatusCode;
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException or ObjectDisposedException)
            {
                _ready[i] = false;
            }

            await Task.Delay(Interval, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}
