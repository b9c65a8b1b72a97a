namespace Actors.Webhooks;

/// <summary>No connection was made, and why. Never leaves the sender.</summary>
/// <param name="outcome">One of <see cref="WebhookOutcome"/>.</param>
internal sealed class DialException(string outcome, Exception? inner = null) : IOException($"No connection: {outcome}.", inner)
{
    public string Outcome { get; } = outcome;
}
