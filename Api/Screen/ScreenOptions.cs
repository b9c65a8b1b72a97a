using Microsoft.Extensions.Configuration;

namespace Actors.Api.Screen;

/// <summary>Configuration of the screen, section <c>Screen</c>.</summary>
internal sealed record ScreenOptions
{
    /// <summary>
    /// <c>Screen:MaxStreams</c>: how many screens may follow by server-sent events at once on this silo, 0 to 100,000.
    /// Further ones poll.
    /// </summary>
    public int MaxStreams { get; init; } = 1_000;

    public static ScreenOptions From(IConfiguration configuration)
    {
        var options = new ScreenOptions
        {
            MaxStreams = configuration.GetValue("Screen:MaxStreams", new ScreenOptions().MaxStreams),
        };
        return options.MaxStreams is >= 0 and <= 100_000
            ? options
            : throw new InvalidOperationException($"Screen:MaxStreams must be 0 to 100000; it is {options.MaxStreams}.");
    }
}
