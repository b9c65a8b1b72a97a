namespace Actors;

/// <summary>Which grains a list shows: by owner or party or parent, environment, status and creation.</summary>
/// <param name="Environment">Sandbox and production never meet: a list is of one.</param>
public sealed record ListQuery(DataEnvironment Environment)
{
    /// <summary>The account that owns them, or null for any.</summary>
    public string? Owner { get; init; }

    /// <summary>The account that is party to them, or null for any.</summary>
    public string? Party { get; init; }

    /// <summary>The grain that they hang on, or null for any.</summary>
    public string? Parent { get; init; }

    /// <summary>The states to show; empty for all.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Created at or after, or null.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created before, or null.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>The key after which the page starts (older ones), or null.</summary>
    public string? After { get; init; }

    /// <summary>The key before which the page ends (newer ones), or null.</summary>
    public string? Before { get; init; }

    /// <summary>How many, 1 to 100.</summary>
    public int Limit { get; init; } = 10;
}

/// <summary>One page of a list, newest first.</summary>
/// <param name="Items">At most as many as asked for.</param>
/// <param name="HasMore">Whether there are more in the direction of the cursor.</param>
public sealed record Page<TView>(IReadOnlyList<Snapshot<TView>> Items, bool HasMore)
    where TView : class;
