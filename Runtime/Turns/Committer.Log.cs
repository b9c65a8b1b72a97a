using Actors.Runtime.Diagnostics;
using Actors.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Turns;

internal sealed partial class Committer
{
    [LoggerMessage(EventIds.CommitFailed, LogLevel.Warning, "A commit of {Count} grains failed ({Fault}, try {Attempt})")]
    private static partial void LogBatchFailed(ILogger logger, Exception error, int count, StoreFault fault, int attempt);
}
