using System.Security.Cryptography;

namespace Actors.Webhooks;

/// <summary>Chance from the operating system: may be used by many threads at once, and needs no seed.</summary>
internal sealed class SystemRandom() : Random(Seed: 0)
{
    protected override double Sample() => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;

    public override double NextDouble() => Sample();
}
