using Actors.Runtime.Hosting;

namespace Actors.Tests.Limits;

/// <summary>A silo with small quotas, whose time stands still, behind a balancer that says where calls come from.</summary>
public sealed class LimitedApplication : ActorsApplication
{
    public const int Production = 10;
    public const int Sandbox = 5;
    public const int Unauthenticated = 4;

    public FakeClock Clock { get; } = new();

    protected override IEnumerable<string> Settings =>
    [
        "--Api:RateLimits:Production", $"{Production}", "--Api:RateLimits:Sandbox", $"{Sandbox}", "--Api:RateLimits:Unauthenticated", $"{Unauthenticated}",
        "--Api:RateLimits:Window", "00:01:00", "--FORWARDEDHEADERS_ENABLED", "true",
    ];

    protected override SiloSettings Adjust(SiloSettings settings) => settings with { Time = Clock };
}
