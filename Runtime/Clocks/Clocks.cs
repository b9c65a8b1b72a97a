using Actors.Runtime.Storage;

namespace Actors.Runtime.Clocks;

/// <summary>Real time for production; for a sandbox, real time and as much as its owner moved it forward.</summary>
internal sealed class Clocks(TimeProvider time, IGrains grains) : IClocks
{
    public async ValueTask<DateTimeOffset> Now(string owner, DataEnvironment environment, CancellationToken cancellationToken = default)
    {
        var ahead = environment == DataEnvironment.Sandbox
            ? (await grains.Get<IClockGrain>(owner).Read(cancellationToken))?.Value.Ahead ?? TimeSpan.Zero
            : TimeSpan.Zero;
        return (time.GetUtcNow() + ahead).Truncate();
    }
}
