using System.Text.Json.Serialization;
using Actors.Webhooks;

namespace Actors.Api.Webhooks;

/// <summary>A place where the caller's account takes its pushes.</summary>
internal sealed record EndpointJson
{
    /// <summary><c>we_…</c></summary>
    public required string Id { get; init; }

    /// <summary>Always <c>webhook_endpoint</c>.</summary>
    public string Object { get; init; } = "webhook_endpoint";

    public required DataEnvironment Environment { get; init; }

    public required string Url { get; init; }

    public required string Description { get; init; }

    /// <summary>Types of events that it takes; <c>order.*</c> and <c>*</c> stand for several.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>The dated version of its payloads, whatever version callers speak.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>Pushes a second at most, or null.</summary>
    public int? MaxPerSecond { get; init; }

    /// <summary>Your own notes.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary><c>unverified</c>, <c>enabled</c>, <c>catching_up</c> or <c>disabled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it is disabled, or null.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>Since when every push fails, or null.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>The sequence of the first event that it missed and will be sent, or null.</summary>
    public long? MissedFrom { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>How its newest key signs: <c>hmac</c> (<c>v1</c>) or <c>ed25519</c> (<c>v1a</c>).</summary>
    public required string Signature { get; init; }

    /// <summary>What its pushes are verified with when they are signed with ed25519: <c>whpk_…</c>; else null.</summary>
    public string? PublicKey { get; init; }

    /// <summary>What its pushes are signed with (Standard Webhooks): <c>whsec_…</c>. Shown once, when it is new; never for ed25519.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    /// <summary>All secrets that sign at present, newest first.</summary>
    public required IReadOnlyList<EndpointSecretJson> Secrets { get; init; }

    public static EndpointJson From(EndpointView endpoint, DataEnvironment environment, DateTimeOffset now, string? secret = null) => new()
    {
        Id = endpoint.Id,
        Environment = environment,
        Url = endpoint.Url,
        Description = endpoint.Description,
        Events = endpoint.Events,
        ApiVersion = endpoint.ApiVersion,
        MaxPerSecond = endpoint.PerSecond == 0 ? null : endpoint.PerSecond,
        Metadata = endpoint.Metadata,
        Status = endpoint.Status,
        DisabledReason = endpoint.Reason,
        FailingSince = endpoint.Failing,
        MissedFrom = endpoint.MissedFrom,
        Created = endpoint.Created,
        Signature = endpoint.Secrets[0].Signature,
        PublicKey = endpoint.Secrets[0].PublicKey,
        Secret = secret,
        Secrets =
        [
            .. endpoint.Secrets
                .Where(known => known.Until is null || known.Until > now)
                .Select(known => new EndpointSecretJson(known.Created, known.Until, known.Signature, known.PublicKey)),
        ],
    };
}
