namespace Actors.Api.Http;

internal sealed partial class Edge
{
    [LoggerMessage(EventIds.RequestFailed, LogLevel.Error, "Request {RequestId} ({Method}) met a bug")]
    private static partial void LogBug(ILogger logger, string requestId, string method, Exception exception);

    [LoggerMessage(EventIds.RequestTroubled, LogLevel.Warning, "Request {RequestId} ({Method}) was answered {Code}: {Reason}")]
    private static partial void LogTrouble(ILogger logger, string requestId, string method, string code, string reason);
}
