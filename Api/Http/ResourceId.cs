using System.Buffers;

namespace Actors.Api.Http;

/// <summary>Ids as they arrive in paths, bodies and cursors: looked at before a grain is asked for.</summary>
internal static class ResourceId
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");

    /// <summary>Whether a text can be an id of this prefix; what cannot is not found.</summary>
    public static bool Is(string prefix, string? text) =>
        text is { Length: <= MaxLength }
        && text.Length > prefix.Length + 1
        && text.StartsWith(prefix, StringComparison.Ordinal)
        && text[prefix.Length] == '_'
        && !text.AsSpan().ContainsAnyExcept(Letters);
}
