using Actors.Api.Http;
using Actors.Api.Webhooks;
using Actors.Keys;
using Actors.Recoveries;
using Actors.Webhooks;

namespace Actors.Api.Recoveries;

/// <summary>Jobs that push what an endpoint did not get once more (MM-26, UE-24).</summary>
internal static class RecoveriesApi
{
    private const string Prefix = "rec";

    /// <summary>Each reads a whole range of the log. Two that start at the same moment may make it one more: it is no exact number.</summary>
    private const int MostUnfinished = 5;

    private static readonly string[] Unfinished = ["Counting", "Running", "Paused"];

    private const string Sample = """{ "endpoint_id": "we_…", "from": "2026-11-22T08:00:00Z", "to": "2026-11-22T12:00:00Z", "dry_run": true }""";

    public static void MapRecoveries(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/recoveries").WithTags("Recoveries").NeedsKey();
        group.MapPost("", Start).Needs(Scopes.WebhooksWrite).Named("startRecovery", "Push what an endpoint did not get once more").Gives<RecoveryJson>(201).Example(Sample);
        group.MapGet("", List).Needs(Scopes.WebhooksRead).Named("listRecoveries", "Recoveries, newest first").Gives<ListJson<RecoveryJson>>();
        group.MapGet("/{id}", Get).Needs(Scopes.WebhooksRead).Named("getRecovery", "How far a recovery is").Gives<RecoveryJson>();
        group.MapPost("/{id}/pause", Pause).Needs(Scopes.WebhooksWrite).Named("pauseRecovery", "Stop it where it is").Gives<RecoveryJson>();
        group.MapPost("/{id}/resume", Resume).Needs(Scopes.WebhooksWrite).Named("resumeRecovery", "Go on where it stopped").Gives<RecoveryJson>();
        group.MapPost("/{id}/cancel", Cancel).Needs(Scopes.WebhooksWrite).Named("cancelRecovery", "End it for good").Gives<RecoveryJson>();
    }

    private static async Task<IResult> Start(Call call, Body<StartRecoveryBody> body)
    {
        if (await call.FindEndpoint(body.Value.EndpointId) is not { } endpoint)
        {
            return Answers.NotFound("endpoint", body.Value.EndpointId);
        }

        if (body.Value.DryRun != true && endpoint.Status is not (EndpointStatus.Enabled or EndpointStatus.CatchingUp))
        {
            return new ProblemResult(new Problem(
                409, "endpoint_not_enabled", "The endpoint takes no pushes now; it must be verified and enabled first. A dry run counts all the same."));
        }

        var id = call.NewId(Prefix);
        if (await HasTooMany(call) && await Find(call, id) is null)
        {
            return new ProblemResult(new Problem(
                409, "too_many_recoveries", $"{MostUnfinished} recoveries are not finished yet. Wait until one is done, or cancel one: POST /recoveries/{{id}}/cancel."));
        }

        var reply = await call.Turn(call.Grain<IRecoveryGrain>(id), call.Caller.Owner, at => body.Value.ToCommand(call, id, endpoint, at), body);
        return call.Answer(reply, done => call.Made(RecoveryJson.Of(done.Snapshot.Value), EntityTag.Of(done.Snapshot.Version), "/recoveries/" + id));
    }

    private static async Task<bool> HasTooMany(Call call)
    {
        var unfinished = new ListQuery(call.Environment) { Owner = call.Caller.Owner, Statuses = Unfinished, Limit = MostUnfinished };
        return (await call.Grains.List<RecoveryView>(unfinished, call.Aborted)).Items.Count == MostUnfinished;
    }

    private static async Task<IResult> List(Call call, Paging page)
    {
        try
        {
            var found = await call.Page<RecoveryView>(call.Query(page) with { Owner = call.Caller.Owner }, null, view => view.Id);
            return TypedResults.Ok(ListJson<RecoveryJson>.Of(call, [.. found.Items.Select(item => RecoveryJson.Of(item.Value))], found.HasMore));
        }
        catch (CursorNotFoundException)
        {
            return new ProblemResult(Lists.BadCursor(page.Cursor!));
        }
    }

    private static async Task<IResult> Get(string id, Call call) => await Find(call, id) is { } found
        ? call.Got(RecoveryJson.Of(found.Value), EntityTag.Of(found.Version))
        : Answers.NotFound("recovery", id);

    private static Task<IResult> Pause(string id, Call call) => Change(call, id, at => new RecoveryCommand.Pause(at));

    private static Task<IResult> Resume(string id, Call call) => Change(call, id, at => new RecoveryCommand.Resume(at));

    private static Task<IResult> Cancel(string id, Call call) => Change(call, id, at => new RecoveryCommand.Cancel(at));

    private static async Task<IResult> Change(Call call, string id, Func<DateTimeOffset, RecoveryCommand> command)
    {
        if (await Find(call, id) is null)
        {
            return Answers.NotFound("recovery", id);
        }

        var reply = await call.Turn(call.Grain<IRecoveryGrain>(id), call.Caller.Owner, command);
        return call.Answer(reply, done => call.Changed(RecoveryJson.Of(done.Snapshot.Value), EntityTag.Of(done.Snapshot.Version)));
    }

    /// <summary>The caller's own, in the environment of its key.</summary>
    private static async Task<Snapshot<RecoveryView>?> Find(Call call, string id) =>
        ResourceId.Is(Prefix, id)
        && await call.Grain<IRecoveryGrain>(id).Read(call.Aborted) is { } found
        && found.Value.Owner == call.Caller.Owner && found.Value.Environment == call.Environment ? found : null;
}
