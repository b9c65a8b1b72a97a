namespace Actors.Api.Http;

/// <summary>
/// Something read from a request that may turn out unusable. Binding does not throw and does not answer: it says why,
/// and <see cref="RefuseUnbound"/> answers.
/// </summary>
internal interface IBound
{
    /// <summary>Why it cannot be used, or null.</summary>
    Problem? Refusal { get; }
}

/// <summary>Answers for what could not be bound, before the handler runs. Stands on the group of all routes.</summary>
internal sealed class RefuseUnbound : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IBound { Refusal: { } refusal })
            {
                return ValueTask.FromResult<object?>(new ProblemResult(refusal));
            }
        }

        return next(context);
    }
}
