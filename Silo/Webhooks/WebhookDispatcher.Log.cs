namespace Actors.Webhooks;

internal sealed partial class WebhookDispatcher
{
    [LoggerMessage(EventIds.Delivered, LogLevel.Debug,
        "Webhook {MessageId} to {Destination}: delivered by attempt {Attempt} in {Duration}")]
    private partial void LogDelivered(string messageId, string destination, int attempt, TimeSpan duration);

    [LoggerMessage(EventIds.Failed, LogLevel.Information,
        "Webhook {MessageId} to {Destination}: attempt {Attempt} failed ({Outcome}) at {Url}; next in {Delay}")]
    private partial void LogFailed(string messageId, string destination, int attempt, string outcome, string url, TimeSpan delay);

    [LoggerMessage(EventIds.Parked, LogLevel.Warning,
        "Webhook {MessageId} to {Destination}: parked after attempt {Attempt} ({Outcome}) at {Url}; resend it when the receiver is back")]
    private partial void LogParked(string messageId, string destination, int attempt, string outcome, string url);

    [LoggerMessage(EventIds.Stopped, LogLevel.Warning,
        "Webhook {MessageId} to {Destination}: {Url} answered 410 Gone; the endpoint is disabled")]
    private partial void LogStopped(string messageId, string destination, string url);

    [LoggerMessage(EventIds.Deferred, LogLevel.Debug,
        "Webhook {MessageId} to {Destination}: put back, the endpoint is busy")]
    private partial void LogDeferred(string messageId, string destination);
}
