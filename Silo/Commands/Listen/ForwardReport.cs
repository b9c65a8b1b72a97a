using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Commands.Partner;

namespace Actors.Commands.Listen;

/// <summary>Says what came of each attempt: one line for people, or one JSON object for programs.</summary>
internal sealed class ForwardReport(Terminal terminal, bool json)
{
    private const int MostShown = 300;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();
    private bool _isAway;

    public Terminal Terminal => terminal;

    public int Received { get; private set; }

    /// <summary>Events that the receiver refused too often.</summary>
    public List<PulledEvent> LeftBehind { get; } = [];

    public void Delivered(PulledEvent pulled, int attempt, AttemptDetail detail)
    {
        lock (_gate)
        {
            _isAway = false;
            Received++;
            Line(pulled, attempt, detail, "");
        }
    }

    public void Failed(PulledEvent pulled, int attempt, AttemptDetail detail, TimeSpan wait)
    {
        lock (_gate)
        {
            if (detail.StatusCode is not null)
            {
                _isAway = false;
            }
            else if (_isAway && !json)
            {
                // Said once: a server that is being rebuilt needs no line every two seconds.
                return;
            }

            _isAway = detail.StatusCode is null;
            Line(pulled, attempt, detail, string.Create(
                CultureInfo.InvariantCulture,
                $", {(_isAway && detail.Outcome != "timeout" ? "waiting for your server" : $"again in {wait.TotalSeconds:0} s")}"));
        }
    }

    public void Left(PulledEvent pulled, int attempt, AttemptDetail detail)
    {
        lock (_gate)
        {
            LeftBehind.Add(pulled);
            Line(pulled, attempt, detail, $", left after {attempt} attempts; once more with: resend {pulled.Id}");
        }
    }

    /// <summary>The only attempt came to nothing.</summary>
    public void Refused(PulledEvent pulled, AttemptDetail detail) => Line(pulled, 1, detail, "");

    private void Line(PulledEvent pulled, int attempt, AttemptDetail detail, string then)
    {
        var duration = Math.Round(detail.Duration.TotalMilliseconds);
        if (json)
        {
            terminal.Out.WriteLine(new JsonObject
            {
                ["time"] = terminal.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                ["event_id"] = pulled.Id,
                ["type"] = pulled.Type,
                ["cursor"] = pulled.Sequence,
                ["subject"] = pulled.Subject,
                ["attempt"] = attempt,
                ["outcome"] = detail.Outcome,
                ["status"] = detail.StatusCode,
                ["duration_ms"] = duration,
                ["response"] = detail.Response,
            }.ToJsonString(Readable));
            return;
        }

        var time = terminal.Time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var answer = detail.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? detail.Outcome;
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time}  {pulled}  → {answer} in {duration} ms{then}"));
        if (detail.StatusCode is not (null or (>= 200 and < 300)) && Reason(detail.Response) is { Length: > 0 } reason)
        {
            terminal.Out.WriteLine("          your server says: " + reason);
        }
    }

    /// <summary>The detail of a problem, or the start of whatever was answered; on one line, without control characters.</summary>
    private static string Reason(string response)
    {
        try
        {
            using var answer = JsonDocument.Parse(response);
            if (answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("detail", out var detail))
            {
                response = detail.ToString();
            }
        }
        catch (JsonException)
        {
            // Not JSON: shown as it is.
        }

        var line = string.Concat(response.Trim().Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length > MostShown ? line[..MostShown] + "…" : line;
    }
}
