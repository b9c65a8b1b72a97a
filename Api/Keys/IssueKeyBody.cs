using System.Text.Json.Serialization.Metadata;
using Actors.Accounts;
using Actors.Api.Http;
using Actors.Keys;

namespace Actors.Api.Keys;

/// <summary>A key to be issued, for the environment of the operator's own key.</summary>
/// <param name="Owner">The account that it speaks for: letters, digits, <c>-</c> and <c>_</c>.</param>
/// <param name="Role"><c>provider</c>, <c>marketplace</c> or <c>operator</c>.</param>
/// <param name="Name">What it is for, for people.</param>
/// <param name="Scopes">What it may do; everything of its role unless it is sent.</param>
/// <param name="MaxQuantity">The largest quantity that it may order; none unless it is sent.</param>
internal sealed record IssueKeyBody(
    string Owner,
    string Role,
    string Name,
    IReadOnlyList<string>? Scopes = null,
    int? MaxQuantity = null) : IRequestBody<IssueKeyBody>
{
    public static JsonTypeInfo<IssueKeyBody> Json => KeysJsonContext.Default.IssueKeyBody;

    public IEnumerable<FieldError> Check()
    {
        if (!AccountView.IsName(Owner))
        {
            yield return new FieldError("/owner", "owner_invalid", $"An account's name has 1 to {AccountView.MaxName} letters, digits, - and _.");
        }

        if (KeyRoles.Parse(Role) is null)
        {
            yield return new FieldError("/role", "role_unknown", "Give one of: provider, marketplace, operator.");
        }
    }

    public ApiKeyCommand ToCommand(string id, string secretHash, DataEnvironment environment, string apiVersion, DateTimeOffset at)
    {
        var role = KeyRoles.Parse(Role)!.Value;
        return new ApiKeyCommand.Issue(id, Owner, role, environment, Scopes ?? Actors.Keys.Scopes.Of(role), Name, secretHash, MaxQuantity, at)
        {
            ApiVersion = apiVersion,
        };
    }
}
