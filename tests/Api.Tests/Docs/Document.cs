using System.Text.RegularExpressions;

namespace Actors.Tests.Docs;

/// <summary>A fenced block of a document: its kind, its text, and the line where it begins.</summary>
internal sealed record Fence(string Kind, string Text, int Line, string Before);

/// <summary>A page that teaches by pasting, as the reader sees it.</summary>
internal sealed partial class Document(string path)
{
    private readonly string _text = File.ReadAllText(Repository.Path(path));

    public string Path => path;

    /// <summary>All its blocks, in order. <see cref="Fence.Before"/> is the paragraph above.</summary>
    public IReadOnlyList<Fence> Fences =>
    [
        .. Block().Matches(_text).Select(match => new Fence(
            match.Groups["kind"].Value,
            match.Groups["text"].Value,
            _text[..match.Index].Count(one => one == '\n') + 1,
            _text[..match.Index].TrimEnd().Split("\n\n")[^1])),
    ];

    /// <summary>How many lines open or close a block: an odd one would hide what follows it.</summary>
    public int Marks => Mark().Count(_text);

    [GeneratedRegex(@"^```(?<kind>[^\n]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^```", RegexOptions.Multiline)]
    private static partial Regex Mark();
}
