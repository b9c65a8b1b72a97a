using System.Text.Json.Serialization;

namespace Actors.Platform;

/// <summary>The platform itself; one grain with the key <c>platform</c>. Remembers that first credentials were given out.</summary>
public interface IPlatformGrain : IGrain<PlatformCommand, PlatformView>;

/// <summary>What may be asked of the platform.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(PlatformCommand.Begin), "begin")]
public abstract record PlatformCommand
{
    private PlatformCommand()
    {
    }

    /// <summary>A silo offers the first credentials that it made; the first one wins.</summary>
    /// <param name="Nonce">Tells the offers of several silos apart.</param>
    public sealed record Begin(string Nonce, IReadOnlyList<string> KeyIds, DateTimeOffset At) : PlatformCommand;
}

/// <summary>The platform.</summary>
public sealed record PlatformView(string Nonce, IReadOnlyList<string> KeyIds, DateTimeOffset Begun);
