using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Api.Http;
using Actors.Versions;
using Actors.Webhooks;

namespace Actors.Api.Webhooks;

/// <summary>A logged event: the same that is pushed.</summary>
internal sealed record EventJson
{
    /// <summary><c>evt_…</c>: the <c>webhook-id</c> of its pushes.</summary>
    public required string Id { get; init; }

    /// <summary>Always <c>event</c>.</summary>
    public string Object { get; init; } = "event";

    /// <summary>1, 2, 3 … within the account and environment, without gaps: pass the last one as <c>after</c>. The <c>webhook-cursor</c> of its pushes.</summary>
    public required long Cursor { get; init; }

    public required string Type { get; init; }

    /// <summary>What it is about: the order's id.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was logged.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What a push holds, in the version of this call; with the very bytes of a push in that version.</summary>
    [JsonConverter(typeof(VerbatimJson))]
    public required JsonElement Payload { get; init; }

    public static EventJson From(LoggedEvent logged, Call call)
    {
        using var payload = JsonDocument.Parse(call.Http.RequestServices.GetRequiredService<IApiVersions>().RenderEvent(logged.Body, call.ApiVersion));
        return new EventJson
        {
            Id = logged.Id,
            Cursor = logged.Sequence,
            Type = logged.Type,
            Subject = logged.Subject,
            Created = logged.Created,
            Payload = payload.RootElement.Clone(),
        };
    }
}
