namespace Actors;

/// <summary>One call of the API, as it is kept.</summary>
/// <param name="Id">The request id, <c>req_…</c>.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Owner">The account of its key; empty when there was no valid key.</param>
/// <param name="Environment">The environment of its key; null when there was no valid key.</param>
/// <param name="KeyId">The key; empty when there was no valid one.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Route">The route's pattern, <c>/orders/{id}</c>; empty when there is none at the path.</param>
/// <param name="Path">The path, without the query.</param>
/// <param name="Query">The query with its question mark, or empty.</param>
/// <param name="Status">The status that was answered.</param>
/// <param name="Code">The error code of the problem, or empty.</param>
/// <param name="Duration">From its arrival to the last byte of the answer.</param>
/// <param name="Remote">The caller's address.</param>
/// <param name="Request">What was sent.</param>
/// <param name="Response">What was answered.</param>
public sealed record CallRecord(
    string Id,
    DateTimeOffset At,
    string Owner,
    DataEnvironment? Environment,
    string KeyId,
    string Method,
    string Route,
    string Path,
    string Query,
    int Status,
    string Code,
    TimeSpan Duration,
    string Remote,
    CallPart Request,
    CallPart Response)
{
    /// <summary>About how many bytes it takes where it is stored.</summary>
    public int Size => 256 + Path.Length + Query.Length + Request.Headers.Length + Request.Body.Length + Response.Headers.Length + Response.Body.Length;
}

/// <summary>One side of a call.</summary>
/// <param name="Headers">Those that are kept, one a line: <c>name: value</c>.</param>
/// <param name="Body">The beginning of the body, as far as it is kept.</param>
/// <param name="Bytes">How long the whole body was.</param>
/// <param name="Cut">Whether the body was longer than what is kept of it, or is not kept at all.</param>
public sealed record CallPart(string Headers, string Body, long Bytes, bool Cut);
