using Actors.Versions;
using Microsoft.Extensions.Options;

namespace Actors.Webhooks;

/// <summary>
/// Sends <c>webhook</c> messages: one signed POST per call. It keeps nothing between calls but open connections; what
/// is tried again, and when, is committed by the runtime (G6).
/// </summary>
internal sealed partial class WebhookDispatcher(
    IGrains grains,
    IVault vault,
    IApiVersions versions,
    WebhookSender sender,
    WebhookTelemetry telemetry,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    Random random,
    ILogger<WebhookDispatcher> logger) : IDispatcher
{
    public string Kind => EndpointAddress.PushKind;

    public Effect.Tell? Concerning(DestinationChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var (feed, endpoint) = EndpointAddress.Parse(change.Destination);
        return new Effect.Tell(
            new GrainId(GrainTypeNames.Feed, feed),
            new FeedCommand.NoteHealth(endpoint, change.State, change.Failures, change.Since, change.Outcome, change.At));
    }

    /// <exception cref="OverloadedException">The endpoint was switched off since the claim: nothing was sent, and it is no attempt.</exception>
    public async Task<DispatchResult> Dispatch(OutboxMessage message, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var activity = telemetry.Start(message);
        var sent = await Attempt(message, cancellationToken);
        telemetry.Attempted(activity, sent.Detail);
        return Conclude(message, sent, message.Now + time.GetElapsedTime(started));
    }

    // The endpoint is read each time: a new address, a new secret or a removal counts from here on.
    private async Task<Sent> Attempt(OutboxMessage message, CancellationToken cancellationToken)
    {
        var (feed, id) = EndpointAddress.Parse(message.Destination);
        if ((await grains.Get<IFeedGrain>(feed).Read(cancellationToken))?.Value.Find(id) is not { } endpoint)
        {
            return Unsent(WebhookOutcome.NoEndpoint);
        }

        if (endpoint.Status is not (EndpointStatus.Enabled or EndpointStatus.CatchingUp))
        {
            // Claimed just before it was switched off: it stays where it was.
            throw new OverloadedException($"The endpoint '{message.Destination}' is {endpoint.Status}.", TimeSpan.FromSeconds(1));
        }

        if (EndpointUrl.Parse(endpoint.Url, options.Value.AllowInsecureEndpoints) is not { } uri)
        {
            return Unsent(WebhookOutcome.InvalidUrl);
        }

        // Every secret that is live now signs, not those of the event: one that leaked and was ended signs nothing more.
        using var request = WebhookRequest.For(Rendered(message), uri, SigningSecrets.Live(endpoint, vault, message.Now), time.GetUtcNow());
        return await sender.Send(request, cancellationToken);
    }

    // The version is that of the event: an endpoint that changes its own since gets the same bytes on each attempt.
    private OutboxMessage Rendered(OutboxMessage message) =>
        WebhookRequest.Context(message) is { } context ? message with { Body = versions.RenderEvent(message.Body, context.ApiVersion) } : message;

    private DispatchResult Conclude(OutboxMessage message, Sent sent, DateTimeOffset now)
    {
        var (detail, retryAfter) = sent;
        if (detail.Outcome == WebhookOutcome.Delivered)
        {
            LogDelivered(message.MessageId, message.Destination, message.Attempt, detail.Duration);
            return new DispatchResult.Delivered(detail);
        }

        if (detail.Outcome == WebhookOutcome.Gone)
        {
            LogStopped(message.MessageId, message.Destination, detail.Url);
            return new DispatchResult.Stop(detail);
        }

        var delay = detail.Outcome == WebhookOutcome.NoEndpoint ? null : RetryPlan.Next(message.Attempt, message.Created, now, message.Deadline, retryAfter, random);
        if (delay is null)
        {
            LogParked(message.MessageId, message.Destination, message.Attempt, detail.Outcome, detail.Url);
            return new DispatchResult.Park(detail);
        }

        LogFailed(message.MessageId, message.Destination, message.Attempt, detail.Outcome, detail.Url, delay.Value);
        return new DispatchResult.Retry(detail, delay.Value);
    }

    private static Sent Unsent(string outcome) => new(AttemptDetail.WithoutRequest(outcome), null);
}
