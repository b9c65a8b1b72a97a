namespace Actors.Bench.Stopwatch;

/// <summary>One row of the stopwatch.</summary>
internal abstract class Row
{
    /// <summary>As it is asked for.</summary>
    public abstract string Name { get; }

    /// <summary>What it measures, against what.</summary>
    public abstract string Title { get; }

    /// <summary>Measures. Leaves nothing behind: no process, no database, no file.</summary>
    public abstract Task<IReadOnlyList<Line>> RunAsync(Scale scale);
}
