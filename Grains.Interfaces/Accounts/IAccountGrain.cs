using System.Buffers;
using System.Text.Json.Serialization;

namespace Actors.Accounts;

/// <summary>What holds for all keys of an account in an environment. Key: <c>acme.sandbox</c>, see <see cref="AccountView.KeyOf"/>.</summary>
public interface IAccountGrain : IGrain<AccountCommand, AccountView>;

/// <summary>What may be asked of an account.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(AccountCommand.Open), "open")]
[JsonDerivedType(typeof(AccountCommand.SetVersion), "set_version")]
public abstract record AccountCommand
{
    private AccountCommand()
    {
    }

    /// <summary>Its first key was issued: from now on it speaks the version of that day. Later keys change nothing.</summary>
    public sealed record Open(string Owner, DataEnvironment Environment, string ApiVersion, DateTimeOffset At) : AccountCommand;

    /// <summary>Another version for calls that name none. Whether there is such a version is the edge's matter.</summary>
    public sealed record SetVersion(string Owner, DataEnvironment Environment, string ApiVersion, DateTimeOffset At) : AccountCommand;
}

/// <summary>An account's settings.</summary>
/// <param name="ApiVersion">The dated version of calls that name none: <c>2026-11-22</c>.</param>
public sealed record AccountView(string Owner, DataEnvironment Environment, string ApiVersion)
{
    /// <summary>The longest name of an account.</summary>
    public const int MaxName = 64;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_");

    /// <summary>
    /// Whether keys may be issued for an account of this name: letters, digits, <c>-</c> and <c>_</c>. Names with a dot
    /// are the platform's own: the other side of test orders, which nobody may speak for.
    /// </summary>
    public static bool IsName(string owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return owner.Length is > 0 and <= MaxName && !owner.AsSpan().ContainsAnyExcept(Letters);
    }

    /// <summary>The grain's key for an account in an environment.</summary>
    public static string KeyOf(string owner, DataEnvironment environment) =>
        owner + (environment == DataEnvironment.Production ? ".production" : ".sandbox");
}
