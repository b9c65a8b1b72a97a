namespace Actors.Webhooks;

/// <summary>
/// The events of one account in one environment, and the endpoints that they are pushed to (MM-19, MM-27). It takes
/// events and changes of endpoints one after another, so a change counts from one event on, exactly. Key:
/// <see cref="FeedView.KeyOf"/>, which also names its log.
/// </summary>
public interface IFeedGrain : IGrain<FeedCommand, FeedView>;
