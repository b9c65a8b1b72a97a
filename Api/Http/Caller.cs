using Actors.Keys;

namespace Actors.Api.Http;

/// <summary>Who asks: what the key in the <c>Authorization</c> header stands for. Bound once per request.</summary>
internal sealed record Caller(
    string KeyId,
    string Owner,
    KeyRole Role,
    DataEnvironment Environment,
    IReadOnlyList<string> Scopes,
    int? MaxQuantity)
{
    /// <summary>What its calls speak when neither they nor their account say; null for the first.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>As the journal names them.</summary>
    public string Actor => "key:" + KeyId;

    public bool IsOperator => Role == KeyRole.Operator;

    public static Caller Of(HttpContext context) => context.Features.GetRequiredFeature<Caller>();
}
