using System.Text.Json.Serialization;

namespace Actors.Accounts;

/// <summary>What happened to an account.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(AccountEvent.VersionSet), "version_set")]
internal abstract record AccountEvent
{
    private AccountEvent()
    {
    }

    public sealed record VersionSet(string Owner, DataEnvironment Environment, string ApiVersion, DateTimeOffset At) : AccountEvent;
}
