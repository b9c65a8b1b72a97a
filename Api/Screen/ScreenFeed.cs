using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Actors.Api.Screen;

/// <summary>
/// The stream behind a screen: the present state first, then each change, and a sign of life in between. It ends with
/// a last <c>status</c> whose <c>remaining_ms</c> is 0, at the latest at the deadline.
/// </summary>
internal static class ScreenFeed
{
    /// <summary>How often it looks even without a change: a sandbox's clock may have been moved.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Nothing holds a connection longer than this by the wall clock, whatever the order's clock does.
    /// </summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    public static async IAsyncEnumerable<SseItem<string>> Follow(
        ScreenDoor door, CancellationToken stopping, [EnumeratorCancellation] CancellationToken aborted)
    {
        // A silo that stops must not wait a minute for its screens: they poll another one.
        using var life = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted);
        life.CancelAfter(Longest);
        ScreenOrder? shown = null;
        while (await Look(door, life.Token) is { } order)
        {
            var isNews = shown is null || shown.Version != order.Version || shown.Phase != order.Phase;
            yield return isNews || order.Remaining == TimeSpan.Zero
                ? new SseItem<string>(ScreenStatus.Of(order).ToJson(), "status")
                : new SseItem<string>("", "heartbeat");
            if (order.Remaining == TimeSpan.Zero)
            {
                yield break;
            }

            shown = order;
            await ChangeOrTick(door, order, life.Token);
        }
    }

    /// <summary>Null ends the stream: the order cannot be read now, or nobody listens any more. The page polls then.</summary>
    private static async Task<ScreenOrder?> Look(ScreenDoor door, CancellationToken cancellationToken)
    {
        try
        {
            return await door.Open(cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or OverloadedException or StoreUnavailableException)
        {
            return null;
        }
    }

    private static async Task ChangeOrTick(ScreenDoor door, ScreenOrder order, CancellationToken cancellationToken)
    {
        using var tick = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        tick.CancelAfter(order.Remaining < Heartbeat ? order.Remaining : Heartbeat);
        try
        {
            await door.Changed(order, tick.Token);
        }
        catch (OperationCanceledException)
        {
            // The tick, or the end of the stream: the loop looks which.
        }
        catch (Exception exception) when (exception is OverloadedException or StoreUnavailableException)
        {
            // The stream has begun, so there is no status left to refuse with: it looks again at the next tick.
            await Task.Delay(Timeout.InfiniteTimeSpan, tick.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
