namespace Actors.Api.Http;

internal sealed partial class Edge
{
    [LoggerMessage(EventIds.RequestFailed, LogLevel.Error, "Request {RequestId} ({Method}) failed as {Code}")]
    private static partial void LogFailure(ILogger logger, string requestId, string method, string code, Exception exception);
}
