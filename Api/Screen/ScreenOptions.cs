using System.ComponentModel.DataAnnotations;

namespace Actors.Api.Screen;

/// <summary>Configuration of the screen.</summary>
internal sealed record ScreenOptions
{
    public const string Section = "Screen";

    /// <summary>How many screens may follow by server-sent events at once on this silo. Further ones poll.</summary>
    [Range(0, 100_000, ErrorMessage = "Screen:MaxStreams must be between {1} and {2}.")]
    public int MaxStreams { get; init; } = 1_000;
}
