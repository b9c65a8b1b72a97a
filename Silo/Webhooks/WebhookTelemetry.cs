using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Actors.Webhooks;

/// <summary>Figures and traces of deliveries, under one name. Endpoints are no tag: there may be any number of them.</summary>
internal sealed class WebhookTelemetry : IDisposable
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Actors.Webhooks";

    private readonly ActivitySource _source = new(Name);
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _duration;

    public WebhookTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _attempts = meter.CreateCounter<long>("actors.webhooks.attempts", "{attempt}", "Attempts, by outcome.");
        _duration = meter.CreateHistogram<double>("actors.webhooks.duration", "s", "How long attempts took, by outcome.");
    }

    public Activity? Start(OutboxMessage message) => _source.StartActivity("webhook deliver", ActivityKind.Client)
        ?.SetTag("webhook.id", message.MessageId)
        .SetTag("webhook.topic", message.Topic)
        .SetTag("webhook.attempt", message.Attempt)
        .SetTag("webhook.destination", message.Destination);

    public void Attempted(Activity? activity, AttemptDetail detail)
    {
        var outcome = new KeyValuePair<string, object?>("outcome", detail.Outcome);
        _attempts.Add(1, outcome);
        _duration.Record(detail.Duration.TotalSeconds, outcome);
        activity?.SetTag("webhook.outcome", detail.Outcome);
        activity?.SetTag("url.full", detail.Url);
        activity?.SetTag("http.response.status_code", detail.StatusCode);
        activity?.SetStatus(detail.Outcome == WebhookOutcome.Delivered ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
    }

    public void Dispose() => _source.Dispose();
}
