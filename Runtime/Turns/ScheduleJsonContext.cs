using System.Text.Json.Serialization;

namespace Actors.Runtime.Turns;

/// <summary>JSON of stored schedules.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Schedule))]
internal sealed partial class ScheduleJsonContext : JsonSerializerContext;
