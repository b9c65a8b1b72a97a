using System.Net.ServerSentEvents;
using Actors.Api.Screen;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Screen;

public sealed class ScreenFeedTests(ActorsApplication application)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_goes_on_to_its_end_though_changes_cannot_be_waited_for(bool overloaded)
    {
        Exception failure = overloaded ? new OverloadedException("full", TimeSpan.Zero) : new StoreUnavailableException("away");

        // As little is left of the order's minute as this machine needs to get as far as the stream.
        var (left, items, waits) = (1, new List<SseItem<string>>(), 0);
        do
        {
            (items, waits) = await Follow(left, failure);
            left *= 2;
        }
        while (IsLast(items[0]) && left < 60);

        IsLast(items[0]).ShouldBeFalse("it began before the deadline");
        IsLast(items[^1]).ShouldBeTrue();
        waits.ShouldBeInRange(1, 10, "each is a tick, not a spin");
    }

    private static bool IsLast(SseItem<string> item) => item.Data.Contains("\"remaining_ms\":0", StringComparison.Ordinal);

    /// <summary>The whole stream of an order that has so many seconds left, and how often it waited.</summary>
    private async Task<(List<SseItem<string>> Items, int Waits)> Follow(int left, Exception failure)
    {
        var shop = new Shop(application.Services);
        var order = await shop.Place();
        await shop.Advance(order, TimeSpan.FromSeconds(60 - left));
        var grains = new DeafGrains(application.Services.GetRequiredService<IGrains>(), failure);
        var door = new ScreenDoor(
            order.Path["/o/".Length..],
            grains,
            application.Services.GetRequiredService<IClocks>(),
            application.Services.GetRequiredService<IVault>(),
            application.Services.GetRequiredService<IIds>(),
            "");

        var items = new List<SseItem<string>>();
        await foreach (var item in ScreenFeed.Follow(door, CancellationToken.None, CancellationToken.None))
        {
            items.Add(item);
        }

        return (items, grains.Waits);
    }

    /// <summary>A runtime that can be read but not waited for.</summary>
    private sealed class DeafGrains(IGrains inner, Exception failure) : IGrains
    {
        public int Waits { get; private set; }

        public TGrain Get<TGrain>(string key)
            where TGrain : IGrain => inner.Get<TGrain>(key);

        public Task<Page<TView>> List<TView>(ListQuery query, CancellationToken cancellationToken = default)
            where TView : class => inner.List<TView>(query, cancellationToken);

        public Task<IReadOnlyList<JournalEntry>> History(GrainId grain, long after, int limit, CancellationToken cancellationToken = default) =>
            inner.History(grain, after, limit, cancellationToken);

        public Task<IReadOnlyList<AttemptEntry>> Attempts(string subject, int limit, CancellationToken cancellationToken = default) =>
            inner.Attempts(subject, limit, cancellationToken);

        public Task WaitForChange(GrainId grain, long version, CancellationToken cancellationToken = default)
        {
            Waits++;
            return Task.FromException(failure);
        }
    }
}
