using Actors.Accounts;
using Actors.Api.Http;
using Actors.Versions;

namespace Actors.Api.Accounts;

/// <summary>An account's settings on the wire.</summary>
/// <param name="Object">Always <c>account</c>.</param>
/// <param name="Owner">The account's name.</param>
/// <param name="ApiVersion">What calls without the header <c>Actors-Version</c> speak.</param>
/// <param name="SupportedVersions">Oldest first.</param>
internal sealed record AccountJson(
    string Object, string Owner, DataEnvironment Environment, string ApiVersion, IReadOnlyList<string> SupportedVersions)
{
    public static AccountJson From(Call call, AccountView? account, IApiVersions versions) =>
        new("account", call.Caller.Owner, call.Environment, account?.ApiVersion ?? versions.Latest, versions.Supported);
}
