using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Actors.Webhooks;

/// <summary>
/// Sends challenges: signed and dialled as every push. An address that gives its challenge back, in the JSON of its
/// answer or in a header, is verified; one that does not was perhaps never asked to receive anything.
/// </summary>
internal sealed partial class ChallengeDispatcher(
    IGrains grains,
    IVault vault,
    WebhookSender sender,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    Random random,
    ILogger<ChallengeDispatcher> logger) : IDispatcher
{
    public string Kind => EndpointAddress.ChallengeKind;

    public async Task<DispatchResult> Dispatch(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var started = time.GetTimestamp();
        var (feed, id) = EndpointAddress.Parse(message.Destination);
        var grain = grains.Get<IFeedGrain>(feed);
        if ((await grain.Read(cancellationToken))?.Value.Find(id) is not { Status: EndpointStatus.Unverified } endpoint
            || message.MessageId != "evt_" + endpoint.Challenge)
        {
            // Answered, or asked anew: nobody waits for this one.
            return new DispatchResult.Delivered(AttemptDetail.WithoutRequest(WebhookOutcome.Superseded));
        }

        if (EndpointUrl.Parse(endpoint.Url, options.Value.AllowInsecureEndpoints) is not { } uri)
        {
            return new DispatchResult.Park(AttemptDetail.WithoutRequest(WebhookOutcome.InvalidUrl));
        }

        using var request = WebhookRequest.For(message, uri, SigningSecrets.Live(endpoint, vault, message.Now), time.GetUtcNow());
        var sent = await sender.Send(request, cancellationToken);
        if (sent.Detail.Outcome == WebhookOutcome.Delivered && IsGivenBack(sent, endpoint.Challenge))
        {
            await grain.Execute(
                new FeedCommand.Verified(id, endpoint.Challenge, message.Now), new Request("system:delivery", message.Now) { RequestId = message.MessageId });
            return new DispatchResult.Delivered(sent.Detail);
        }

        var detail = sent.Detail.Outcome == WebhookOutcome.Delivered ? sent.Detail with { Outcome = WebhookOutcome.ChallengeFailed } : sent.Detail;
        LogChallenged(message.Destination, message.Attempt, detail.Outcome);
        var next = RetryPlan.Next(message.Attempt, message.Created, message.Now + time.GetElapsedTime(started), null, sent.RetryAfter, random);
        return next is { } delay ? new DispatchResult.Retry(detail, delay) : new DispatchResult.Park(detail);
    }

    private static bool IsGivenBack(Sent sent, string challenge)
    {
        if (sent.Challenge == challenge)
        {
            return true;
        }

        try
        {
            using var json = JsonDocument.Parse(sent.Detail.Response);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("challenge", out var given)
                && given.ValueKind == JsonValueKind.String
                && given.GetString() == challenge;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
