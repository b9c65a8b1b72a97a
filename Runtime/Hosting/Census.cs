namespace Actors.Runtime.Hosting;

/// <summary>The number of live silos, as the last heartbeat found it.</summary>
internal sealed class Census : ISilos
{
    private volatile int _live = 1;

    public int Live => _live;

    /// <summary>A silo that finds not even itself is there all the same.</summary>
    public void Found(int live) => _live = Math.Max(1, live);
}
