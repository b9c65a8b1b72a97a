using System.Globalization;
using Actors.Api.Http;
using Actors.Keys;
using Actors.Webhooks;

namespace Actors.Api.Webhooks;

/// <summary>Every attempt to push something to the caller, as it went.</summary>
internal static class AttemptsApi
{
    private const string Prefix = "att_";

    public static void MapAttempts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Attempts").NeedsKey();
        group.MapGet("/attempts", List).Needs(Scopes.WebhooksRead).Named("listAttempts", "How pushes went").Gives<ListJson<AttemptJson>>();
        group.MapGet("/webhook-endpoints/{id}/attempts", OfEndpoint).Needs(Scopes.WebhooksRead).Named("listEndpointAttempts", "How pushes to an endpoint went").Gives<ListJson<AttemptJson>>();
        group.MapPost("/attempts/{id}/resend", Resend).Needs(Scopes.WebhooksWrite).Named("resendAttempt", "Push the event of an attempt once more").Gives<EventJson>(202);
    }

    private static async Task<IResult> List(Call call, Paging page, AttemptFilter filter, string? endpoint, IEventLog log)
    {
        // One that is named may be gone: its attempts are kept for as long as all, and are under the caller's feed in any case.
        var feed = string.IsNullOrEmpty(endpoint) ? await call.Feed().Read(call.Aborted) : null;
        string[] endpoints = string.IsNullOrEmpty(endpoint) ? [.. (feed?.Value.Endpoints ?? []).Select(one => one.Id)] : [endpoint];
        return await Page(call, page, filter, endpoints, log);
    }

    private static async Task<IResult> OfEndpoint(string id, Call call, Paging page, AttemptFilter filter, IEventLog log) =>
        await call.FindEndpoint(id) is null ? Answers.NotFound("endpoint", id) : await Page(call, page, filter, [id], log);

    private static async Task<IResult> Page(Call call, Paging page, AttemptFilter filter, string[] endpoints, IEventLog log)
    {
        var cursor = page.Cursor is null ? null : Parse(page.Cursor);
        if (page.Cursor is not null && cursor is null)
        {
            return new ProblemResult(Lists.BadCursor(page.Cursor));
        }

        var query = Query(call, endpoints) with
        {
            OtherKinds = [EndpointAddress.ChallengeKind],
            Topics = filter.Types,
            MessageId = filter.EventId,

            // About one subject there are few: by that of an event its attempts are found at once, however old they are.
            Subject = filter.Subject ?? (filter.EventId is { } eventId ? (await log.Find(call.FeedKey(), eventId, call.Aborted))?.Subject : null),
            Outcome = filter.Outcome,
            StatusCode = filter.StatusCode,
            From = filter.From,
            To = filter.To,
            Before = page.After is null ? null : cursor,
            After = page.Before is null ? null : cursor,
            Limit = page.Limit + 1,
        };
        var (found, next) = endpoints.Length == 0 ? new AttemptPage([], null) : await log.Search(query, call.Aborted);
        var shown = page.Before is null ? found.Take(page.Limit) : found.TakeLast(page.Limit);
        var ended = found.Count > page.Limit || next is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Prefix}{next}");
        return TypedResults.Ok(ListJson<AttemptJson>.Of(
            call, [.. shown.Select(AttemptJson.From)], found.Count > page.Limit || ended is not null, ended));
    }

    private static async Task<IResult> Resend(string id, Call call, IEventLog log)
    {
        var feed = await call.Feed().Read(call.Aborted);
        string[] endpoints = [.. (feed?.Value.Endpoints ?? []).Select(endpoint => endpoint.Id)];
        var found = Parse(id) is { } place && endpoints.Length > 0
            ? await log.Attempts(Query(call, endpoints) with { After = place - 1, Before = place + 1, Limit = 1 }, call.Aborted)
            : [];
        return found is [var attempt] && await log.Find(call.FeedKey(), attempt.MessageId, call.Aborted) is { } logged
            ? await call.ResendTo(logged, EndpointAddress.Parse(attempt.Destination).EndpointId, null)
            : Answers.NotFound("attempt", id);
    }

    private static AttemptQuery Query(Call call, string[] endpoints) => new(EndpointAddress.PushKind)
    {
        Destinations = [.. endpoints.Select(endpoint => new EndpointAddress(call.FeedKey(), endpoint).ToString())],
    };

    private static long? Parse(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) && long.TryParse(id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : null;
}
