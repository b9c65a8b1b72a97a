using Actors.Api.Http;
using Actors.Keys;
using Actors.Webhooks;

namespace Actors.Api.Webhooks;

/// <summary>The caller's event log: the same events that are pushed, to be pulled (MM-27). 30 days.</summary>
internal static class EventsApi
{
    public static void MapEvents(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/events").WithTags("Events").NeedsKey().WithMetadata(new RouteFact.RendersItself());
        group.MapGet("", List).Needs(Scopes.WebhooksRead).Named("listEvents", "What happened: newest first, or on from a sequence").Gives<ListJson<EventJson>>();
        group.MapGet("/{id}", Get).Needs(Scopes.WebhooksRead).Named("getEvent", "Get an event").Gives<EventJson>();
        group.MapPost("/{id}/resend", Resend).Needs(Scopes.WebhooksWrite).Named("resendEvent", "Push an event to an endpoint once more").Gives<EventJson>(202).Example(ResendSample);
    }

    private const string ResendSample = """{ "endpoint_id": "we_…" }""";

    private static async Task<IResult> List(Call call, Paging page, EventFilter filter, IEventLog log, EventWaits waits)
    {
        var cursor = page.Cursor is { } id ? await log.Find(call.FeedKey(), id, call.Aborted) : null;
        if (page.Cursor is not null && cursor is null)
        {
            return new ProblemResult(Lists.BadCursor(page.Cursor));
        }

        // Onwards from a sequence the oldest come first, as they are pushed; else newest first, as every list.
        var onwards = filter.After is not null;
        var query = new EventQuery(call.FeedKey())
        {
            Types = filter.Types,
            Subject = filter.Subject,
            From = filter.From,
            To = filter.To,
            After = filter.After ?? (page.Before is null ? null : cursor!.Sequence),
            Before = page.After is null ? null : cursor!.Sequence,
            OldestFirst = onwards || page.Before is not null,
            Limit = page.Limit + 1,
        };
        if ((filter.Wait > TimeSpan.Zero ? await waits.Read(call, query, filter.Wait) : await log.Read(query, call.Aborted)) is not { } found)
        {
            call.Http.Response.Headers.RetryAfter = "5";
            return new ProblemResult(EventWaits.UsedUp);
        }

        var shown = found.Take(page.Limit).Select(logged => EventJson.From(logged, call));
        return TypedResults.Ok(ListJson<EventJson>.Of(
            call, [.. page.Before is not null && !onwards ? shown.Reverse() : shown], found.Count > page.Limit));
    }

    private static async Task<IResult> Get(string id, Call call, IEventLog log) => await log.Find(call.FeedKey(), id, call.Aborted) is { } logged
        ? call.Got(EventJson.From(logged, call), EntityTag.Of(logged.Sequence))
        : Answers.NotFound("event", id);

    private static async Task<IResult> Resend(string id, Call call, Body<ResendEventBody> body, IEventLog log)
    {
        if (await log.Find(call.FeedKey(), id, call.Aborted) is not { } logged)
        {
            return Answers.NotFound("event", id);
        }

        return body.Value.EndpointId is { } named
            ? await call.ResendTo(logged, named, body)
            : (await call.Feed().Read(call.Aborted))?.Value.Endpoints switch
            {
                null or [] => new ProblemResult(NoEndpoint),
                [var only] => await call.ResendTo(logged, only.Id, body),
                var several => new ProblemResult(Problems.InvalidBody([new FieldError(
                    "/endpoint_id", "required", $"Your account has {several.Count} endpoints here; say which is to get it: {{\"endpoint_id\": \"{several[0].Id}\"}}.")])),
            };
    }

    private static Problem NoEndpoint { get; } = new(409, "endpoint_missing", "Your account has no webhook endpoint here to push to; add one: POST /webhook-endpoints.");

    /// <summary>Pushes one logged event to one endpoint, under the normal retries.</summary>
    public static async Task<IResult> ResendTo(this Call call, LoggedEvent logged, string endpointId, IFingerprinted? body)
    {
        var item = new FeedItem(logged.Id, logged.Type, logged.Subject, logged.Body) { Sequence = logged.Sequence };
        var reply = await call.Turn(endpointId, at => new FeedCommand.Resend(endpointId, [item], at), body);
        return call.Answer(reply, done =>
        {
            call.Http.Response.Headers.Location = "/events/" + logged.Id;
            return TypedResults.Accepted((string?)null, EventJson.From(logged, call));
        });
    }
}
