using System.Collections.Concurrent;

namespace Actors.Api.Http;

/// <summary>
/// The Idempotency-Keys of requests that are being carried out. A second one with the same key is told to come back:
/// waiting would bind two connections to one piece of work. On another silo the grain itself keeps the two apart.
/// </summary>
internal sealed class InProgress : IEndpointFilter
{
    // No more entries than there are requests at this moment.
    private readonly ConcurrentDictionary<string, byte> _keys = new(StringComparer.Ordinal);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.Arguments.OfType<Call>().FirstOrDefault()?.RequestKey is not { } key)
        {
            return await next(context);
        }

        if (!_keys.TryAdd(key, 0))
        {
            context.HttpContext.Response.Headers.RetryAfter = "1";
            return new ProblemResult(Underway);
        }

        try
        {
            return await next(context);
        }
        finally
        {
            _keys.TryRemove(key, out _);
        }
    }

    private static Problem Underway { get; } = new(
        409,
        "idempotency_key_in_progress",
        $"A request with this {Idempotency.Header} is still being carried out; send yours again after the seconds in Retry-After to get its answer.");
}
