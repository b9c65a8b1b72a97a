using System.Net;
using System.Text.RegularExpressions;

namespace Actors.Api.Description;

/// <summary>The page at <c>/docs/errors</c>, as the description quotes it: one text for each code.</summary>
internal static partial class ErrorPage
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Texts = new(Read);

    /// <summary>What a code means, in Markdown; null when the page does not say.</summary>
    public static string? TextOf(string code) => Texts.Value.GetValueOrDefault(code);

    private static Dictionary<string, string> Read() => Row().Matches(Words.Embedded("Actors.Api.Description.Pages.errors.html"))
        .ToDictionary(row => row.Groups[1].Value, row => WebUtility.HtmlDecode(Tag().Replace(row.Groups[2].Value.Replace("<code>", "`", StringComparison.Ordinal).Replace("</code>", "`", StringComparison.Ordinal), "")));

    [GeneratedRegex("<tr id=\"([a-z0-9_]+)\"><td>.*?</td><td>(.*?)</td>")]
    private static partial Regex Row();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
