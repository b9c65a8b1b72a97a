using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Sandbox;

/// <summary>How far the clock should move; it never moves back.</summary>
/// <param name="BySeconds">1 or more; ten years in all.</param>
internal sealed record AdvanceBody(int BySeconds) : IRequestBody<AdvanceBody>
{
    public static JsonTypeInfo<AdvanceBody> Json => SandboxJsonContext.Default.AdvanceBody;

    public IEnumerable<FieldError> Check() => BySeconds < 1
        ? [new FieldError("/by_seconds", "out_of_range", "Give 1 or more seconds: the clock only moves forward.")]
        : [];
}
