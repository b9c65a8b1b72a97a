using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Accounts;

/// <summary>A change of an account's settings.</summary>
/// <param name="ApiVersion">One of the supported versions.</param>
internal sealed record AccountBody(string ApiVersion) : IRequestBody<AccountBody>
{
    public static JsonTypeInfo<AccountBody> Json => AccountsJsonContext.Default.AccountBody;
}
