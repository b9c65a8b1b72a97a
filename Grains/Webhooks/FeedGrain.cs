namespace Actors.Webhooks;

/// <summary>The shell of feeds; the rules stand in <see cref="Feed"/>.</summary>
internal sealed class FeedGrain(IGrainHost<FeedCommand, FeedView> host) : Grain<FeedCommand, FeedView>(host), IFeedGrain;
