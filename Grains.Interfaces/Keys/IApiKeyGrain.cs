using System.Text.Json.Serialization;

namespace Actors.Keys;

/// <summary>An API key. Key: <c>key_…</c>, which stands inside the token, so that looking it up is one read.</summary>
public interface IApiKeyGrain : IGrain<ApiKeyCommand, ApiKeyView>;

/// <summary>What may be asked of a key.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(ApiKeyCommand.Issue), "issue")]
[JsonDerivedType(typeof(ApiKeyCommand.Revoke), "revoke")]
public abstract record ApiKeyCommand
{
    private ApiKeyCommand()
    {
    }

    /// <summary>Issues it. The secret itself never reaches the grain.</summary>
    /// <param name="SecretHash">SHA-256 of the secret part, lower-case hexadecimal.</param>
    /// <param name="MaxQuantity">The largest quantity that this key may order, or null (PT-23).</param>
    public sealed record Issue(
        string KeyId,
        string Owner,
        KeyRole Role,
        DataEnvironment Environment,
        IReadOnlyList<string> Scopes,
        string Name,
        string SecretHash,
        int? MaxQuantity,
        DateTimeOffset At) : ApiKeyCommand
    {
        /// <summary>The newest API version: the account's own when this is its first key. Null leaves the account alone.</summary>
        public string? ApiVersion { get; init; }
    }

    /// <summary>Ends it; takes effect with the next request on any silo.</summary>
    public sealed record Revoke(string Reason, DateTimeOffset At) : ApiKeyCommand;
}

/// <summary>Whom a key speaks for.</summary>
public enum KeyRole
{
    /// <summary>Offers products and answers orders.</summary>
    Provider,

    /// <summary>Places orders on behalf of its users.</summary>
    Marketplace,

    /// <summary>Runs the platform.</summary>
    Operator,
}

/// <summary>What is known of a key.</summary>
/// <param name="Status"><c>Active</c> or <c>Revoked</c>.</param>
/// <param name="SecretHash">For checking a token; never sent out.</param>
public sealed record ApiKeyView(
    string Id,
    string Owner,
    KeyRole Role,
    DataEnvironment Environment,
    IReadOnlyList<string> Scopes,
    string Name,
    string SecretHash,
    int? MaxQuantity,
    string Status,
    DateTimeOffset Created,
    DateTimeOffset? Revoked,
    string? RevokeReason);

/// <summary>The scopes that a key may hold.</summary>
public static class Scopes
{
    public const string ProductsRead = "products:read";
    public const string ProductsWrite = "products:write";
    public const string FieldsWrite = "fields:write";
    public const string OrdersRead = "orders:read";
    public const string OrdersWrite = "orders:write";
    public const string OrdersPlace = "orders:place";
    public const string UsersRead = "users:read";
    public const string WebhooksRead = "webhooks:read";
    public const string WebhooksWrite = "webhooks:write";
    public const string AccountWrite = "account:write";
    public const string SandboxWrite = "sandbox:write";
    public const string KeysRead = "keys:read";
    public const string KeysWrite = "keys:write";
    public const string CallsRead = "calls:read";
    public const string Operate = "platform:operate";

    /// <summary>What a key of a role holds when nothing else is asked for, and the most that it may hold.</summary>
    public static IReadOnlyList<string> Of(KeyRole role) => role switch
    {
        KeyRole.Provider =>
        [
            ProductsRead, ProductsWrite, FieldsWrite, OrdersRead, OrdersWrite, UsersRead, WebhooksRead, WebhooksWrite,
            SandboxWrite, AccountWrite, CallsRead,
        ],
        KeyRole.Marketplace =>
            [ProductsRead, OrdersRead, OrdersPlace, UsersRead, WebhooksRead, WebhooksWrite, SandboxWrite, AccountWrite, CallsRead],
        KeyRole.Operator =>
        [
            ProductsRead, ProductsWrite, FieldsWrite, OrdersRead, OrdersWrite, UsersRead, WebhooksRead, WebhooksWrite,
            SandboxWrite, AccountWrite, CallsRead, KeysRead, KeysWrite, Operate,
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
