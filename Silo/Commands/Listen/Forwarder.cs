using Actors.Webhooks;

namespace Actors.Commands.Listen;

/// <summary>
/// Forwards events: those about one order one after another, those of different orders beside each other. An event that
/// the receiver refuses is tried a few times and then left, with a word about it; while nothing listens there at all,
/// everything waits.
/// </summary>
internal sealed class Forwarder(LocalReceiver receiver, ForwardReport report, Position position, CancellationToken stop, CancellationToken stopNow)
    : IDisposable
{
    /// <summary>Before the next attempts after an answer that is no 2xx.</summary>
    private static readonly int[] Waits = [1, 2, 5, 10];

    private const int AtOnce = 8;
    private const int MostWaiting = 200;
    private const int LongestAskedWait = 60;

    private readonly SemaphoreSlim _places = new(MostWaiting);
    private readonly SemaphoreSlim _attempts = new(AtOnce);
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);

    /// <summary>Queues an event; waits while too many are queued.</summary>
    public async Task Add(PulledEvent pulled)
    {
        await _places.WaitAsync(stop);
        position.Begin(pulled.Sequence);
        foreach (var (subject, _) in _last.Where(pair => pair.Value.IsCompleted).ToList())
        {
            _last.Remove(subject);
        }

        var before = _last.GetValueOrDefault(pulled.Subject, Task.CompletedTask);
        _last[pulled.Subject] = Forward(pulled, before);
    }

    /// <summary>Returns when nothing is under way any more.</summary>
    public Task Finish() => Task.WhenAll(_last.Values);

    public void Dispose()
    {
        _places.Dispose();
        _attempts.Dispose();
    }

    private async Task Forward(PulledEvent pulled, Task before)
    {
        await before;
        try
        {
            // An event that was not begun when we are told to stop is begun next time, and so is all that follows it.
            if (!stop.IsCancellationRequested && await Persist(pulled))
            {
                position.End(pulled.Sequence);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop: the position stays before it.
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>True when the event is done with: received, or refused too often.</summary>
    private async Task<bool> Persist(PulledEvent pulled)
    {
        var refusals = 0;
        for (var attempt = 1; ; attempt++)
        {
            var sent = await Attempt(pulled, attempt);
            if (sent.Detail.Outcome == WebhookOutcome.Delivered)
            {
                report.Delivered(pulled, attempt, sent.Detail);
                return true;
            }

            var reached = sent.Detail.StatusCode is not null || sent.Detail.Outcome == WebhookOutcome.Timeout;
            if (reached && refusals >= Waits.Length)
            {
                report.Left(pulled, attempt, sent.Detail);
                return true;
            }

            var wait = reached ? TimeSpan.FromSeconds(Waits[refusals++]) : TimeSpan.FromSeconds(2);
            var asked = sent.RetryAfter < TimeSpan.FromSeconds(LongestAskedWait) ? sent.RetryAfter.Value : wait;
            wait = asked > wait ? asked : wait;
            report.Failed(pulled, attempt, sent.Detail, wait);
            await report.Terminal.Pause(wait, stop);
            stop.ThrowIfCancellationRequested();
        }
    }

    private async Task<Sent> Attempt(PulledEvent pulled, int attempt)
    {
        await _attempts.WaitAsync(stop);
        try
        {
            return await receiver.Send(pulled, attempt, stopNow);
        }
        finally
        {
            _attempts.Release();
        }
    }
}
