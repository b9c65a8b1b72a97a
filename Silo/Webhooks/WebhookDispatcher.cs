using Microsoft.Extensions.Options;

namespace Actors.Webhooks;

/// <summary>
/// Sends <c>webhook</c> messages: one signed POST per call. It keeps nothing between calls but open connections; what
/// is tried again, and when, is committed by the runtime (G6).
/// </summary>
internal sealed partial class WebhookDispatcher(
    IGrains grains,
    IVault vault,
    WebhookSender sender,
    EndpointLanes lanes,
    WebhookTelemetry telemetry,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    Random random,
    ILogger<WebhookDispatcher> logger) : IDispatcher
{
    public string Kind => "webhook";

    /// <exception cref="OverloadedException">The endpoint is busy with others: nothing was sent, and it is no attempt.</exception>
    public async Task<DispatchResult> Dispatch(OutboxMessage message, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var activity = telemetry.Start(message);
        using var place = await Enter(message, cancellationToken);
        var sent = await Attempt(message, cancellationToken);
        telemetry.Attempted(activity, sent.Detail);
        return Conclude(message, sent, message.Now + time.GetElapsedTime(started));
    }

    private async Task<IDisposable> Enter(OutboxMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await lanes.Enter(message.Destination, cancellationToken);
        }
        catch (OverloadedException)
        {
            telemetry.Deferred();
            LogDeferred(message.MessageId, message.Destination);
            throw;
        }
    }

    // The endpoint is read each time, after the wait: a new address, a new secret or a removal counts from here on.
    private async Task<Sent> Attempt(OutboxMessage message, CancellationToken cancellationToken)
    {
        var found = await grains.Get<IWebhookEndpointGrain>(message.Destination).Read(cancellationToken);
        if (found?.Value is not { Status: "Active" } endpoint)
        {
            return Unsent(WebhookOutcome.NoEndpoint);
        }

        if (EndpointUrl.Parse(endpoint.Url, options.Value.AllowInsecureEndpoints) is not { } uri)
        {
            return Unsent(WebhookOutcome.InvalidUrl);
        }

        using var request = WebhookRequest.For(message, uri, LiveSecrets(endpoint, message.Now), time.GetUtcNow());
        return await sender.Send(request, cancellationToken);
    }

    private string[] LiveSecrets(WebhookEndpointView endpoint, DateTimeOffset now) =>
    [
        .. endpoint.Secrets
            .Where(secret => secret.Until is null || now < secret.Until)
            .Select(secret => vault.Open(WebhookEndpointView.SecretPurpose, secret.Sealed)),
    ];

    private DispatchResult Conclude(OutboxMessage message, Sent sent, DateTimeOffset now)
    {
        var (detail, retryAfter) = sent;
        if (detail.Outcome == WebhookOutcome.Delivered)
        {
            LogDelivered(message.MessageId, message.Destination, message.Attempt, detail.Duration);
            return new DispatchResult.Delivered(detail);
        }

        var final = detail.Outcome is WebhookOutcome.Gone or WebhookOutcome.NoEndpoint;
        var delay = final ? null : RetryPlan.Next(message.Attempt, message.Created, now, message.Deadline, retryAfter, random);
        if (delay is null)
        {
            LogParked(message.MessageId, message.Destination, message.Attempt, detail.Outcome, detail.Url);
            return new DispatchResult.Park(detail);
        }

        LogFailed(message.MessageId, message.Destination, message.Attempt, detail.Outcome, detail.Url, delay.Value);
        return new DispatchResult.Retry(detail, delay.Value);
    }

    private static Sent Unsent(string outcome) => new(new AttemptDetail(outcome, null, TimeSpan.Zero, "", ""), null);
}
