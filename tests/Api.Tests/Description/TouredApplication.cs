namespace Actors.Tests.Description;

/// <summary>A silo of its own, so that every recording starts from nothing; toured and probed once for all tests here.</summary>
public sealed class TouredApplication : ActorsApplication, IAsyncLifetime
{
    protected override IEnumerable<string> Settings => ["--Actors:PublicUrl", "https://api.example.com"];

    internal Contract Contract { get; private set; } = null!;

    internal Recording Recording { get; private set; } = null!;

    internal IReadOnlyList<string> Wrong { get; private set; } = [];

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Contract = await Contract.Of(Http);
        Recording = new Recording(Contract);
        await new Tour(this, Recording).Run();
        Wrong = await new Probes(this, Contract, Recording).Run();
    }
}
