namespace Actors.Api.Http;

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
