using Actors.Runtime.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Calls;

internal sealed partial class CallLog
{
    [LoggerMessage(EventIds.CallsDropped, LogLevel.Warning, "{Count} calls were answered but not logged: more came than could be written")]
    private static partial void LogDropped(ILogger logger, long count);

    [LoggerMessage(EventIds.CallsAbandoned, LogLevel.Warning, "{Count} calls were not logged: the store did not take them before the stop")]
    private static partial void LogAbandoned(ILogger logger, int count);

    [LoggerMessage(EventIds.CallsNotWritten, LogLevel.Warning, "{Count} calls could not be logged: the store does not take them")]
    private static partial void LogFailed(ILogger logger, Exception error, int count);
}
