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
        var shop = new Shop(application.Services);
        var order = await shop.Place();
        await shop.Advance(order, TimeSpan.FromSeconds(59));
        var grains = new DeafGrains(
            application.Services.GetRequiredService<IGrains>(),
            overloaded ? new OverloadedException("full", TimeSpan.Zero) : new StoreUnavailableException("away"));
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

        items[^1].Data.ShouldContain("\"remaining_ms\":0");
        grains.Waits.ShouldBeInRange(1, 10, "each is a tick, not a spin");
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
