using Microsoft.Extensions.Options;

namespace Actors.Webhooks;

/// <summary>Makes one HTTP request and says what came of it.</summary>
internal sealed class WebhookSender(HttpClient http, IOptions<WebhookOptions> options, TimeProvider time)
{
    /// <summary>Where connections were noted.</summary>
    public DialledAddresses? Dialled { get; init; }

    /// <param name="request">The signed request; disposed by the caller.</param>
    /// <param name="cancellationToken">The silo stops. Nothing else cancels: a failing receiver is a result.</param>
    public async Task<Sent> Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var url = EndpointUrl.Show(request.RequestUri!);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.Timeout);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var status = (int)response.StatusCode;
            var text = await ResponseText.Read(response.Content, limit.Token);
            return new Sent(
                Saw(request, new AttemptDetail(WebhookOutcome.Of(status), status, time.GetElapsedTime(started), url, text)),
                RetryAfter(response))
            {
                Challenge = response.Headers.TryGetValues(WebhookRequest.ChallengeHeader, out var given) ? string.Join(',', given) : null,
            };
        }
        catch (Exception exception) when (
            exception is HttpRequestException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The exception's text may name addresses of our own network: it stays here.
            return new Sent(Saw(request, new AttemptDetail(WebhookOutcome.Of(exception), null, time.GetElapsedTime(started), url, ""), DialledAddresses.WasReached(exception)), null);
        }
    }

    private AttemptDetail Saw(HttpRequestMessage request, AttemptDetail detail, bool connected = true) => detail with
    {
        Request = WebhookRequest.Show(request),
        Size = (int)(request.Content?.Headers.ContentLength ?? 0),
        Address = connected ? Dialled?.Of(request.RequestUri!) ?? "" : "",
    };

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };
}

/// <summary>One attempt, and when the receiver would like the next (<c>Retry-After</c>).</summary>
internal sealed record Sent(AttemptDetail Detail, TimeSpan? RetryAfter)
{
    /// <summary>What stood in the answer's header for challenges, or null.</summary>
    public string? Challenge { get; init; }
}
