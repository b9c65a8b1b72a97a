using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;
using Actors.Keys;

namespace Actors.Api.Sandbox;

/// <summary>The clock of the caller's sandbox: what takes a minute or a month is tried at once.</summary>
internal static class SandboxApi
{
    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sandbox").WithTags("Sandbox").NeedsKey().AddEndpointFilter<SandboxOnly>();
        group.MapGet("/clock", Get).Named("getSandboxClock", "What time it is in your sandbox").Gives<ClockJson>();
        group.MapPost("/clock/advance", Advance).Needs(Scopes.SandboxWrite).Named("advanceSandboxClock", "Move your sandbox's clock forward").Gives<ClockJson>().Example(Sample);
    }

    private const string Sample = """{ "by_seconds": 60 }""";

    private static async Task<IResult> Get(Call call)
    {
        var clock = await call.Grain<IClockGrain>(call.Caller.Owner).Read(call.Aborted);
        return TypedResults.Ok(ClockJson.From(await call.Now(call.Caller.Owner), clock?.Value));
    }

    private static async Task<IResult> Advance(Call call, Body<AdvanceBody> body, IClocks clocks)
    {
        var reply = await call.Turn(call.Grain<IClockGrain>(call.Caller.Owner), call.Caller.Owner, _ => Command(call, body.Value), body);
        var now = await clocks.Now(call.Caller.Owner, call.Environment, call.Aborted);
        return call.Answer(reply, done => TypedResults.Ok(ClockJson.From(now, done.Snapshot.Value)));
    }

    private static ClockCommand.Advance Command(Call call, AdvanceBody body) =>
        new(call.Caller.Owner, TimeSpan.FromSeconds(body.BySeconds));
}

/// <summary>Production has one clock, and nobody moves it.</summary>
internal sealed class SandboxOnly : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Caller.Of(context.HttpContext).Environment == DataEnvironment.Sandbox
            ? next(context)
            : ValueTask.FromResult<object?>(new ProblemResult(new Problem(
                403, "sandbox_only", "The production clock cannot be moved; use a key that starts with sk_test_.")));
}

/// <summary>A sandbox's clock.</summary>
/// <param name="Object">Always <c>sandbox_clock</c>.</param>
/// <param name="AheadSeconds">How far it is ahead of real time.</param>
internal sealed record ClockJson(string Object, DateTimeOffset Now, long AheadSeconds)
{
    public static ClockJson From(DateTimeOffset now, ClockView? clock) =>
        new("sandbox_clock", now, (long)(clock?.Ahead ?? TimeSpan.Zero).TotalSeconds);
}

/// <summary>How far the clock should move; it never moves back.</summary>
/// <param name="BySeconds">1 or more; ten years in all.</param>
internal sealed record AdvanceBody(int BySeconds) : IRequestBody<AdvanceBody>
{
    public static JsonTypeInfo<AdvanceBody> Json => SandboxJsonContext.Default.AdvanceBody;

    public IEnumerable<FieldError> Check() => BySeconds < 1
        ? [new FieldError("/by_seconds", "out_of_range", "Give 1 or more seconds: the clock only moves forward.")]
        : [];
}

/// <summary>JSON of the sandbox.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(AdvanceBody))]
[JsonSerializable(typeof(ClockJson))]
internal sealed partial class SandboxJsonContext : JsonSerializerContext;
