using System.Text.Json.Serialization;

namespace Actors.Keys;

/// <summary>What happened to a key.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(ApiKeyEvent.Issued), "issued")]
[JsonDerivedType(typeof(ApiKeyEvent.Revoked), "revoked")]
internal abstract record ApiKeyEvent
{
    private ApiKeyEvent()
    {
    }

    public sealed record Issued(ApiKeyFacts Facts, DateTimeOffset At) : ApiKeyEvent;

    public sealed record Revoked(string Reason, DateTimeOffset At) : ApiKeyEvent;
}
