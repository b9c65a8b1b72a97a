using System.Globalization;
using Actors.Api.Http;
using Actors.Keys;

namespace Actors.Api.Parked;

/// <summary>Messages that wait for a person: seen, sent again or discarded by operators, each with a reason that is kept.</summary>
internal static class ParkedMessagesApi
{
    private const int Limit = 100;

    public static void MapParkedMessages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/parked-messages").WithTags("Operations").NeedsKey();
        group.MapGet("", List).Needs(Scopes.Operate).Named("listParkedMessages", "List the messages that wait for a person (operators)").Gives<ListJson<ParkedMessageJson>>();
        group.MapPost("/{sequence:long}/resend", Resend).Needs(Scopes.Operate).Named("resendParkedMessage", "Send a parked message once more (operators)").Gives<ParkedDecisionJson>().Example(Sample);
        group.MapPost("/{sequence:long}/discard", Discard).Needs(Scopes.Operate).Named("discardParkedMessage", "Discard a parked message (operators)").Gives<ParkedDecisionJson>().Example(Sample);
    }

    private const string Sample = """{ "reason": "The receiver's certificate was renewed" }""";

    private static async Task<IResult> List(Call call, IParkedMessages parked, long after = 0)
    {
        var found = await parked.List(call.Environment, after, Limit + 1, call.Aborted);
        return TypedResults.Ok(ListJson<ParkedMessageJson>.Of(
            call, [.. found.Take(Limit).Select(ParkedMessageJson.From)], found.Count > Limit));
    }

    private static Task<IResult> Resend(long sequence, Call call, IParkedMessages parked, Body<ParkedReasonBody> body) =>
        Decide(sequence, call, parked, body, message => new ParkedMessageCommand.Resend(
            message.Destination, message.Subject, message.MessageId, call.Environment, body.Value.Reason));

    private static Task<IResult> Discard(long sequence, Call call, IParkedMessages parked, Body<ParkedReasonBody> body) =>
        Decide(sequence, call, parked, body, message => new ParkedMessageCommand.Discard(
            message.Destination, message.Subject, message.MessageId, call.Environment, body.Value.Reason));

    private static async Task<IResult> Decide(
        long sequence, Call call, IParkedMessages parked, Body<ParkedReasonBody> body, Func<ParkedMessage, ParkedMessageCommand> command)
    {
        var key = sequence.ToString(CultureInfo.InvariantCulture);
        if (await parked.List(call.Environment, sequence - 1, 1, call.Aborted) is not [var message] || message.Sequence != sequence)
        {
            return Answers.NotFound("message", key);
        }

        var reply = await call.Turn(call.Grain<IParkedMessageGrain>(key), call.Caller.Owner, _ => command(message), body);
        return call.Answer(reply, done => TypedResults.Ok(ParkedDecisionJson.From(sequence, done.Snapshot.Value)));
    }
}
