namespace Actors.Runtime.Storage;

/// <summary>The few words in which the two databases differ.</summary>
internal sealed record Dialect(string Name, string Now, string SkipLocked)
{
    /// <summary>Locks the rows that a query reads, where there is somebody to lock out.</summary>
    public string ForUpdate => SkipLocked.Length == 0 ? "" : "FOR UPDATE";

    /// <summary>Claims are timed by the database, so that silos with wrong clocks agree on when they lapse.</summary>
    public static Dialect Postgres { get; } = new(
        "Postgres", "(extract(epoch from clock_timestamp()) * 1000)::bigint", "FOR UPDATE SKIP LOCKED");

    /// <summary>One connection writes: there is nobody to skip.</summary>
    public static Dialect Sqlite { get; } = new("Sqlite", "CAST(unixepoch('subsec') * 1000 AS INTEGER)", "");
}
