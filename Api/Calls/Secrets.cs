using System.Buffers;
using System.Text.RegularExpressions;

namespace Actors.Api.Calls;

/// <summary>
/// Takes secrets out of texts that are kept: by their shape wherever they stand, and by the names of the fields that
/// carry one. It reads text and not JSON, so that a body that was cut, or is none, gives nothing away either.
/// </summary>
internal static partial class Secrets
{
    public const string Mask = "***";

    /// <summary>The fields whose value is a secret. A new one must be named here; a test holds the description against it.</summary>
    public const string Fields = "secret|token|password|passphrase|authorization|api_key|apikey|access_key|client_secret|signing_secret|private_key|master_key";

    /// <summary>Each shape with what every text that has it holds: to look for that is cheaper than to try the shape at every place.</summary>
    private static readonly (string[] Hints, Regex Shape, string Instead)[] Shapes =
    [
        (Fields.Split('|'), Field(), "$1\"" + Mask + "\""),
        (["sk_"], Key(), "$1" + Mask),
        (["whs"], Signing(), "$1" + Mask),
        (["Bearer ", "Basic "], Bearer(), "$1" + Mask),
        (["/o/", "/o\\"], Screen(), "$1" + Mask),
        (Fields.Split('|'), Parameter(), "$1" + Mask),
        (["@"], User(), "$1" + Mask),
    ];

    private static readonly SearchValues<string>[] Hints = [.. Shapes.Select(shape => Search(shape.Hints))];

    /// <summary>Most texts hold none of it, and one look says so.</summary>
    private static readonly SearchValues<string> Any = Search(Shapes.SelectMany(shape => shape.Hints));

    public static string Masked(string text)
    {
        if (!text.AsSpan().ContainsAny(Any))
        {
            return text;
        }

        for (var i = 0; i < Shapes.Length; i++)
        {
            if (text.AsSpan().ContainsAny(Hints[i]))
            {
                text = Shapes[i].Shape.Replace(text, Shapes[i].Instead);
            }
        }

        return text;
    }

    /// <summary>A query as it was sent, unless its decoded form shows that it hides something.</summary>
    public static string MaskedQuery(string query)
    {
        var decoded = Uri.UnescapeDataString(query);
        var masked = Masked(decoded);
        return string.Equals(masked, decoded, StringComparison.Ordinal) ? query : masked;
    }

    private static SearchValues<string> Search(IEnumerable<string> hints) => SearchValues.Create([.. hints], StringComparison.OrdinalIgnoreCase);

    // sk_test_…, sk_live_…; cut ones too.
    [GeneratedRegex("\\b(sk_(?:test|live)_)[A-Za-z0-9_]+", RegexOptions.IgnoreCase)]
    private static partial Regex Key();

    // Standard Webhooks: whsec_ is shared, whsk_ private. Base64, in JSON perhaps with escapes.
    [GeneratedRegex(@"\b(whs(?:ec|k)_)[A-Za-z0-9+/=_\\-]+", RegexOptions.IgnoreCase)]
    private static partial Regex Signing();

    [GeneratedRegex(@"\b((?:Bearer|Basic) +)[A-Za-z0-9+/=._~\\-]+", RegexOptions.IgnoreCase)]
    private static partial Regex Bearer();

    // The path of a screen is its key.
    [GeneratedRegex(@"(\\?/o\\?/)[^/?#""'\s\\<>&]+")]
    private static partial Regex Screen();

    // The value of a secret's field, whatever it is; to the end of the text when it was cut within.
    [GeneratedRegex("(\"(?:" + Fields + ")\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*(?:\"|\\\\?$)", RegexOptions.IgnoreCase)]
    private static partial Regex Field();

    // Of our own query, and of a receiver's URL in a body.
    [GeneratedRegex(@"([?&](?:" + Fields + @")=)[^&#""'\s\\<>]*", RegexOptions.IgnoreCase)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(://)[^/@\s""'\\]+(?=@)")]
    private static partial Regex User();
}
