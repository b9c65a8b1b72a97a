namespace Actors.Tests.Webhooks;

/// <summary>A silo as it stands in the world: only https endpoints, and a public address of its own.</summary>
public sealed class GuardedApplication : ActorsApplication
{
    protected override IEnumerable<string> Settings =>
        ["--Webhooks:AllowInsecureEndpoints", "false", "--Actors:PublicUrl", "https://api.example.com/"];
}
