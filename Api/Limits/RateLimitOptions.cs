using System.ComponentModel.DataAnnotations;

namespace Actors.Api.Limits;

/// <summary>How many calls are answered. Section <c>Api:RateLimits</c> of the configuration; checked at start.</summary>
internal sealed record RateLimitOptions
{
    public const string Section = "Api:RateLimits";

    /// <summary>Calls of one production key within <see cref="Window"/>, on all silos together.</summary>
    [Range(1, 10_000_000, ErrorMessage = Section + ":Production must be between {1} and {2}.")]
    public int Production { get; init; } = 6_000;

    /// <summary>Calls of one sandbox key within <see cref="Window"/>, on all silos together; not more than in production.</summary>
    [Range(1, 10_000_000, ErrorMessage = Section + ":Sandbox must be between {1} and {2}.")]
    public int Sandbox { get; init; } = 1_500;

    /// <summary>Calls without a valid key from one address within <see cref="Window"/>, on each silo.</summary>
    [Range(1, 10_000_000, ErrorMessage = Section + ":Unauthenticated must be between {1} and {2}.")]
    public int Unauthenticated { get; init; } = 300;

    /// <summary>The time in which an exhausted quota fills up again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = Section + ":Window must be between {1} and {2}.")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many keys, and how many addresses, a silo remembers; those longest silent are forgotten first.</summary>
    [Range(2, 10_000_000, ErrorMessage = Section + ":MaxRemembered must be between {1} and {2}.")]
    public int MaxRemembered { get; init; } = 100_000;
}
