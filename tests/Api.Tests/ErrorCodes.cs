using System.Text.RegularExpressions;
using Actors.Api;

namespace Actors.Tests;

/// <summary>The codes that the page at <c>/docs/errors</c> explains.</summary>
internal static partial class ErrorCodes
{
    public static IReadOnlySet<string> Explained { get; } = Read();

    private static HashSet<string> Read()
    {
        using var page = typeof(ApiEndpoints).Assembly.GetManifestResourceStream("Actors.Api.Description.Pages.errors.html")!;
        using var reader = new StreamReader(page);
        return [.. Anchor().Matches(reader.ReadToEnd()).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex("id=\"([a-z0-9_]+)\"")]
    private static partial Regex Anchor();
}
