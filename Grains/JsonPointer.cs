namespace Actors;

/// <summary>JSON pointers (RFC 6901) to what is at fault.</summary>
internal static class JsonPointer
{
    /// <summary>A pointer to a member whose name anybody may have chosen.</summary>
    public static string To(string parent, string name) =>
        $"{parent}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
