using System.ComponentModel.DataAnnotations;

namespace Actors.Hosting;

/// <summary>How many connections a silo holds, and for how long idle and slow ones. Section <c>Connections</c>; checked at start.</summary>
internal sealed record ConnectionOptions
{
    public const string Section = "Connections";

    /// <summary>Connections at once. When all are taken, the one that has been idle longest makes room for a new one.</summary>
    [Range(10, 1_000_000, ErrorMessage = Section + ":Max must be between {1} and {2}.")]
    public int Max { get; init; } = 20_000;

    /// <summary>How long the headers of a request may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = Section + ":HeadersTimeout must be between {1} and {2}.")]
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may lie idle between two requests.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = Section + ":KeepAliveTimeout must be between {1} and {2}.")]
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How fast bodies must come, and answers be taken, once <see cref="Grace"/> is over.</summary>
    [Range(1, 1_000_000, ErrorMessage = Section + ":MinBytesPerSecond must be between {1} and {2}.")]
    public int MinBytesPerSecond { get; init; } = 240;

    /// <summary>How long a body or answer may be slower.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00", ErrorMessage = Section + ":Grace must be between {1} and {2}.")]
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);
}
