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
