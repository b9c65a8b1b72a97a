using Actors.Api.Http;

namespace Actors.Api.Sandbox;

/// <summary>Production has one clock, and nobody moves it.</summary>
internal sealed class SandboxOnly : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Caller.Of(context.HttpContext).Environment == DataEnvironment.Sandbox
            ? next(context)
            : ValueTask.FromResult<object?>(new ProblemResult(new Problem(
                403, "sandbox_only", "The production clock cannot be moved; use a key that starts with sk_test_.")));
}
