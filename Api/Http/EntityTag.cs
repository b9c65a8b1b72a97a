using System.Globalization;
using Actors.Api.Versions;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Actors.Api.Http;

/// <summary>
/// Strong ETags: the version of the grain in quotes. A product's also carries the version of its type's rules, for
/// <c>displayable</c> hangs on both: <c>"5.2"</c>. What is written in another API version than that of the bare tag
/// carries its date: <c>"5.2-2026-06-01"</c>. Only the first number counts for <c>If-Match</c>.
/// </summary>
internal static class EntityTag
{
    // No grain has it, so the runtime answers 412.
    private const long NoVersion = -1;

    /// <summary>
    /// The version whose tags are bare: the newest when tags began to carry versions. It stays this one when there is a
    /// newer: a tag that somebody holds must not come to stand for another text.
    /// </summary>
    private const string Bare = SpelledSuccessful.Date;

    public static string Of(long version, long alsoOn = 0) => alsoOn == 0
        ? string.Create(CultureInfo.InvariantCulture, $"\"{version}\"")
        : string.Create(CultureInfo.InvariantCulture, $"\"{version}.{alsoOn}\"");

    /// <summary>The same thing in another API version is another text, so it has another tag.</summary>
    public static string In(string apiVersion, string tag) => apiVersion == Bare ? tag : $"{tag[..^1]}-{apiVersion}\"";

    /// <summary>
    /// The version that the caller saw, or none, or why that cannot be told. It counts for changes of one thing, as the
    /// description has it: what is read or made has no version that could have moved.
    /// </summary>
    public static (long? Version, Problem? Refusal) IfMatch(HttpRequest request, bool required = false)
    {
        if (HttpMethods.IsGet(request.Method) || (HttpMethods.IsPost(request.Method) && request.RouteValues.Count == 0))
        {
            return (null, null);
        }

        var header = request.Headers.IfMatch;
        if (StringValues.IsNullOrEmpty(header))
        {
            return (null, required ? Missing : null);
        }

        if (header == "*")
        {
            return (null, null);
        }

        return EntityTagHeaderValue.TryParseStrictList(header, out var tags) && tags.Count == 1
            ? (VersionOf(tags[0]), null)
            : (null, new Problem(400, "if_match_invalid", "If-Match is one ETag as it was received, in its quotes: If-Match: \"3\"."));
    }

    /// <summary>Whether the caller already holds what this tag stands for.</summary>
    public static bool IsKnown(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags)
        && tags.Any(known => known.Tag == "*" || known.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false));

    private static Problem Missing { get; } = new(
        428,
        "if_match_missing",
        "Read it first and send its ETag back, so that you do not overwrite what others changed: If-Match: \"3\". 'If-Match: *' changes it whatever it is.");

    private static long VersionOf(EntityTagHeaderValue tag)
    {
        var text = tag.Tag.Value?.Trim('"').Split('.', '-')[0];
        return !tag.IsWeak && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : NoVersion;
    }
}
