using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Actors.Webhooks;

/// <summary>Writes the request of one attempt (docs/webhooks.md lists the headers).</summary>
internal static class WebhookRequest
{
    /// <summary>Where an answer may give a challenge back.</summary>
    public const string ChallengeHeader = "webhook-challenge";

    private const string SignatureHeader = "webhook-signature";

    public const string UserAgent = "Actors-Webhooks/1";

    /// <param name="message">The message; its body goes out byte by byte.</param>
    /// <param name="uri">Where to.</param>
    /// <param name="secrets">Opened secrets that sign at present, newest first.</param>
    /// <param name="sent">Real time, whatever the message's own clock says: receivers compare it with theirs.</param>
    public static HttpRequestMessage For(OutboxMessage message, Uri uri, IReadOnlyList<string> secrets, DateTimeOffset sent)
    {
        var body = Encoding.UTF8.GetBytes(message.Body);
        var timestamp = sent.ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("webhook-id", message.MessageId);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SignatureHeader, WebhookSigner.Sign(secrets, message.MessageId, timestamp, body));
        request.Headers.Add("webhook-attempt", message.Attempt.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-topic", message.Topic);
        var context = Context(message);
        if (context is { Sequence: > 0 })
        {
            request.Headers.Add("webhook-cursor", context.Sequence.ToString(CultureInfo.InvariantCulture));
        }

        if (context is { Test: true })
        {
            request.Headers.Add("webhook-test", "true");
        }

        if (message.Deadline is { } deadline)
        {
            request.Headers.Add("webhook-deadline", deadline.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        }

        request.Headers.Add("User-Agent", UserAgent);
        return request;
    }

    /// <summary>The headers for the log of attempts: of a signature only its kind.</summary>
    public static string Show(HttpRequestMessage request)
    {
        var lines = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .Select(header => $"{header.Key}: {(header.Key == SignatureHeader ? Mask(header.Value) : string.Join(", ", header.Value))}");
        return string.Join('\n', lines);
    }

    private static string Mask(IEnumerable<string> signatures) =>
        string.Join(' ', signatures.SelectMany(value => value.Split(' ')).Select(one => one[..(one.IndexOf(',', StringComparison.Ordinal) + 1)] + "…"));

    public static PushContext? Context(OutboxMessage message) =>
        message.Context.Length == 0 ? null : JsonSerializer.Deserialize(message.Context, PushContextJson.Default.PushContext);
}
