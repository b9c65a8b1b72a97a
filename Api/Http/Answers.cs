using Microsoft.Extensions.Primitives;

namespace Actors.Api.Http;

/// <summary>The answers of handlers: status, ETag, Location, and what tells a repeat from a first time.</summary>
internal static class Answers
{
    /// <summary>What came of a turn.</summary>
    public static IResult Answer<TView>(this Call call, Reply<TView> reply, Func<Reply<TView>.Done, IResult> done)
        where TView : class => reply is Reply<TView>.Done first ? done(call.Mark(first)) : Refused(reply);

    /// <summary>What came of a turn, where the answer needs another look at the data.</summary>
    public static async Task<IResult> Answer<TView>(this Call call, Reply<TView> reply, Func<Reply<TView>.Done, Task<IResult>> done)
        where TView : class => reply is Reply<TView>.Done first ? await done(call.Mark(first)) : Refused(reply);

    /// <summary>A resource, or 304 when the caller holds this version of it.</summary>
    /// <param name="settled">False when the clock changed the resource without a turn; then 304 would be wrong.</param>
    public static IResult Got<T>(this Call call, T json, string tag, bool settled = true)
    {
        var written = EntityTag.In(call.ApiVersion, tag);
        Conditional(call.Http.Response.Headers, written);
        return settled && call.Expansion is null && EntityTag.IsKnown(call.Http.Request, written) ? TypedResults.StatusCode(304) : TypedResults.Ok(json);
    }

    /// <summary>May be kept by its reader, who asks each time whether it still holds.</summary>
    public static void Conditional(IHeaderDictionary headers, string tag)
    {
        headers.ETag = tag;

        // The last one on its own: compression looks for it, so as not to write it twice.
        headers.Vary = new StringValues([$"Authorization, {RequestInfo.VersionHeader}, {RequestInfo.DatedHeader}", "Accept-Encoding"]);
        headers.CacheControl = headers.CacheControl.Count == 0 ? "private, no-cache" : headers.CacheControl;
    }

    /// <summary>A resource after a change.</summary>
    public static IResult Changed<T>(this Call call, T json, string tag)
    {
        call.Http.Response.Headers.ETag = EntityTag.In(call.ApiVersion, tag);
        return TypedResults.Ok(json);
    }

    /// <summary>A resource that this request made.</summary>
    public static IResult Made<T>(this Call call, T json, string tag, string location)
    {
        call.Http.Response.Headers.ETag = EntityTag.In(call.ApiVersion, tag);
        call.Http.Response.Headers.Location = location;
        return TypedResults.Created((string?)null, json);
    }

    public static IResult NotFound(string what, string id) => new ProblemResult(Problems.NotFound(what, id));

    private static ProblemResult Refused<TView>(Reply<TView> reply)
        where TView : class => reply is Reply<TView>.Refused refused
        ? new ProblemResult(Problems.From(refused.Rejection))
        : throw new InvalidOperationException($"No answer is known for {reply.GetType().Name}.");

    private static Reply<TView>.Done Mark<TView>(this Call call, Reply<TView>.Done done)
        where TView : class
    {
        if (done.Replayed)
        {
            call.Http.Response.Headers[Idempotency.Replayed] = "true";
        }

        return done;
    }
}
