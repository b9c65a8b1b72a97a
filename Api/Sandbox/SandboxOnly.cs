using Actors.Api.Http;

namespace Actors.Api.Sandbox;

/// <summary>Production has one clock, and nobody moves it; nor is anything there done for a trial.</summary>
internal sealed class SandboxOnly : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Caller.Of(context.HttpContext).Environment == DataEnvironment.Sandbox
            ? next(context)
            : ValueTask.FromResult<object?>(new ProblemResult(new Problem(
                403, "sandbox_only", "This is for trying things out, and production is not; use a key that starts with sk_test_.")));
}
