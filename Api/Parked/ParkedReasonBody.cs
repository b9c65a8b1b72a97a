using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Parked;

/// <summary>Why a message is sent again or discarded.</summary>
/// <param name="Reason">1 to 500 characters; kept in the journal.</param>
internal sealed record ParkedReasonBody(string Reason) : IRequestBody<ParkedReasonBody>
{
    public static JsonTypeInfo<ParkedReasonBody> Json => ParkedMessagesJsonContext.Default.ParkedReasonBody;
}

/// <summary>JSON of parked messages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ParkedReasonBody))]
[JsonSerializable(typeof(ListJson<ParkedMessageJson>))]
[JsonSerializable(typeof(ParkedDecisionJson))]
internal sealed partial class ParkedMessagesJsonContext : JsonSerializerContext;
