using Actors.Api.Http;
using Actors.Keys;

namespace Actors.Api.Calls;

/// <summary>What a partner called, and what it was answered. An operator sees the calls of its environment, and those without a valid key.</summary>
internal static class CallsApi
{
    public static void MapCalls(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/calls").WithTags("Calls").NeedsKey();
        group.MapGet("", List).Needs(Scopes.CallsRead).Named("listCalls", "List your calls of this API, newest first").Gives<ListJson<CallJson>>();
        group.MapGet("/{request_id}", Get).Needs(Scopes.CallsRead).Named("getCall", "Get one call with what was sent and answered").Gives<CallJson>();
    }

    private static async Task<IResult> List(Call call, Paging page, CallFilter filter, ICallLog log)
    {
        try
        {
            var query = filter.Narrow(new CallQuery(call.Environment, call.Caller.IsOperator ? null : call.Caller.Owner));
            var found = await log.List(query with { Limit = page.Limit, After = page.After, Before = page.Before }, call.Aborted);
            return TypedResults.Ok(ListJson<CallJson>.Of(call, [.. found.Items.Select(item => CallJson.From(item, whole: false))], found.HasMore, found.Next));
        }
        catch (CursorNotFoundException unknown)
        {
            return new ProblemResult(Lists.BadCursor(unknown.Cursor));
        }
    }

    private static async Task<IResult> Get(Call call, ICallLog log, [Microsoft.AspNetCore.Mvc.FromRoute(Name = "request_id")] string requestId) =>
        ResourceId.Is("req", requestId) && await log.Find(requestId, call.Aborted) is { } found && Sees(call.Caller, found)
            ? TypedResults.Ok(CallJson.From(found, whole: true))
            : Answers.NotFound("call", requestId);

    private static bool Sees(Caller caller, CallRecord call) => caller.IsOperator
        ? call.Environment is null || call.Environment == caller.Environment
        : call.Environment == caller.Environment && call.Owner == caller.Owner;
}
