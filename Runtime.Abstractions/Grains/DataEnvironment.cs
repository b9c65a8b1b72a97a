using System.Text.Json.Serialization;

namespace Actors;

/// <summary>The two worlds that never meet. Stored and sent as <c>sandbox</c> and <c>production</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DataEnvironment>))]
public enum DataEnvironment
{
    [JsonStringEnumMemberName("sandbox")]
    Sandbox,

    [JsonStringEnumMemberName("production")]
    Production,
}
