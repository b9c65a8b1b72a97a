using Microsoft.Extensions.Logging;

namespace Actors.Webhooks;

internal sealed partial class ReplayDispatcher
{
    [LoggerMessage(EventIds.Missed, LogLevel.Warning,
        "Webhooks to {Destination}: {Count} events between {From} and {Through} were logged while it was disabled and are not kept any more; they are not sent to it")]
    private partial void LogMissed(string destination, long count, long from, long through);
}
