using System.Text.Json.Serialization;
using Actors.Api.Http;

namespace Actors.Api.Calls;

/// <summary>One call of this API, as it was logged. Secrets are written as <c>***</c>.</summary>
internal sealed record CallJson
{
    /// <summary>The request id, as in the header <c>Request-Id</c>: <c>req_…</c></summary>
    public required string Id { get; init; }

    /// <summary>Always <c>call</c>.</summary>
    public required string Object { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset Created { get; init; }

    public required string Method { get; init; }

    /// <summary>The route's pattern, such as <c>/orders/{id}</c>; null when there is none at the path.</summary>
    public required string? Route { get; init; }

    public required string Path { get; init; }

    /// <summary>With its question mark, or empty.</summary>
    public required string Query { get; init; }

    /// <summary>The status that was answered.</summary>
    public required int Status { get; init; }

    /// <summary>The error code that was answered, or null.</summary>
    public required string? Code { get; init; }

    /// <summary>From its arrival to the end of the answer, in milliseconds.</summary>
    public required double DurationMs { get; init; }

    /// <summary>The key that was used; null when there was no valid one.</summary>
    public required string? KeyId { get; init; }

    /// <summary>The account of the key; null when there was no valid one.</summary>
    public required string? Owner { get; init; }

    /// <summary>The environment of the key; null when there was no valid one.</summary>
    public required DataEnvironment? Environment { get; init; }

    /// <summary>The address that it came from.</summary>
    public required string RemoteAddress { get; init; }

    /// <summary>What was sent. Not in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CallPartJson? Request { get; init; }

    /// <summary>What was answered. Not in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CallPartJson? Response { get; init; }

    public static CallJson From(CallRecord call, bool whole) => new()
    {
        Id = call.Id,
        Object = "call",
        Created = call.At,
        Method = call.Method,
        Route = Known(call.Route),
        Path = call.Path,
        Query = call.Query,
        Status = call.Status,
        Code = Known(call.Code),
        DurationMs = Math.Round(call.Duration.TotalMilliseconds, 3),
        KeyId = Known(call.KeyId),
        Owner = Known(call.Owner),
        Environment = call.Environment,
        RemoteAddress = call.Remote,
        Request = whole ? CallPartJson.From(call.Request) : null,
        Response = whole ? CallPartJson.From(call.Response) : null,
    };

    private static string? Known(string text) => text.Length == 0 ? null : text;
}

/// <summary>One side of a call.</summary>
/// <param name="Headers">Those that this API reads and writes.</param>
/// <param name="Body">The beginning of the body as text; null when none is kept.</param>
/// <param name="BodyBytes">How long the whole body was.</param>
/// <param name="BodyCut">Whether <c>body</c> is not the whole of it.</param>
internal sealed record CallPartJson(IReadOnlyDictionary<string, string> Headers, string? Body, long BodyBytes, bool BodyCut)
{
    public static CallPartJson From(CallPart part) =>
        new(CallHeaders.Read(part.Headers), part.Body.Length == 0 ? null : part.Body, part.Bytes, part.Cut);
}

/// <summary>JSON of calls.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CallJson))]
[JsonSerializable(typeof(ListJson<CallJson>))]
internal sealed partial class CallsJsonContext : JsonSerializerContext;
