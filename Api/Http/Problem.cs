using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace Actors.Api.Http;

/// <summary>A refusal on the wire (RFC 9457). Its detail says what would make the request succeed.</summary>
internal sealed record Problem(int Status, string Code, string Detail)
{
    public const string ContentType = "application/problem+json";

    /// <summary>Where the code is explained.</summary>
    [JsonPropertyOrder(-2)]
    public string Type { get => field ?? $"/docs/errors#{Code}"; init; }

    [JsonPropertyOrder(-1)]
    public string Title => ReasonPhrases.GetReasonPhrase(Status);

    /// <summary>The fields at fault.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>Where JSON stops making sense, counted from 1 (MM-13).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Line { get; init; }

    /// <summary>The character within the line, counted from 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Column { get; init; }

    /// <summary>The scope that the key lacks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Scope { get; init; }

    /// <summary>To be named when asking for help; the same as in the <c>Request-Id</c> header.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>Where what was sent and answered can be read again, with a key of the same account.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LogUrl { get; init; }

    /// <summary>The policies of <c>RateLimit-Policy</c> whose quota was used up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyName("violated-policies")]
    public IReadOnlyList<string>? ViolatedPolicies { get; init; }
}
