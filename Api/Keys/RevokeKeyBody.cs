using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Keys;

/// <summary>Why a key is revoked.</summary>
internal sealed record RevokeKeyBody(string Reason) : IRequestBody<RevokeKeyBody>
{
    public static JsonTypeInfo<RevokeKeyBody> Json => KeysJsonContext.Default.RevokeKeyBody;
}
