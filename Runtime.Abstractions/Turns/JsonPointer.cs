namespace Actors;

/// <summary>JSON pointers (RFC 6901) to what is at fault.</summary>
public static class JsonPointer
{
    /// <summary>One step, to a member whose name anybody may have chosen.</summary>
    public static string Step(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }

    /// <summary>A pointer to a member of what <paramref name="parent"/> points to.</summary>
    public static string To(string parent, string name) => parent + Step(name);
}
