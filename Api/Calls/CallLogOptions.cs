using System.ComponentModel.DataAnnotations;

namespace Actors.Api.Calls;

/// <summary>What is kept of each call. Section <c>Api:CallLog</c>; how long it is kept stands with the runtime's bounds.</summary>
internal sealed record CallLogOptions
{
    public const string Section = "Api:CallLog";

    /// <summary>How many bytes are kept of each body; 0 keeps none.</summary>
    [Range(0, 64 * 1024, ErrorMessage = Section + ":MaxBodyBytes must be between {1} and {2}.")]
    public int MaxBodyBytes { get; init; } = 16 * 1024;
}
