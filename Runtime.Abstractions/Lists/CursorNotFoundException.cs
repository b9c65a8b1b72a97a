namespace Actors;

/// <summary>The cursor of a list names nothing.</summary>
public sealed class CursorNotFoundException(string cursor) : Exception($"The cursor '{cursor}' names nothing in this list.")
{
    /// <summary>What was given.</summary>
    public string Cursor { get; } = cursor;
}
