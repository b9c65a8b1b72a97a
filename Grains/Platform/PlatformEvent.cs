using System.Text.Json.Serialization;

namespace Actors.Platform;

/// <summary>What happened to the platform.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(PlatformEvent.Begun), "begun")]
internal abstract record PlatformEvent
{
    private PlatformEvent()
    {
    }

    public sealed record Begun(string Nonce, IReadOnlyList<string> KeyIds, DateTimeOffset At) : PlatformEvent;
}
