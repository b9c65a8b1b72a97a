using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Actors.Api.Http;

/// <summary>The <c>Idempotency-Key</c> of a POST (G4): a client's own text that stands for one intent.</summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";
    public const string Replayed = "Idempotent-Replayed";
    public const int MaxLength = 255;

    /// <summary>The key, or none, or why it cannot be used.</summary>
    public static (string? Key, Problem? Refusal) Read(HttpRequest request, bool required)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return (null, null);
        }

        var values = request.Headers[Header];
        if (StringValues.IsNullOrEmpty(values))
        {
            return (null, required ? Missing : null);
        }

        return values.Count == 1 && Unquoted(values[0]!) is { Length: > 0 and <= MaxLength } key && key.All(letter => letter is >= ' ' and <= '~')
            ? (key, null)
            : (null, Invalid);
    }

    /// <summary>
    /// The IETF draft has a structured-field string (RFC 8941): the text in quotes, with <c>\"</c> and <c>\\</c> inside.
    /// Most clients send it bare. Both forms of one text are one key; null when quotes do not match.
    /// </summary>
    private static string? Unquoted(string value)
    {
        if (value[0] != '"')
        {
            return value;
        }

        var text = new StringBuilder();
        for (var i = 1; i < value.Length - 1; i++)
        {
            if (value[i] == '"' || (value[i] == '\\' && (++i == value.Length - 1 || value[i] is not ('"' or '\\'))))
            {
                return null;
            }

            text.Append(value[i]);
        }

        return value.Length > 1 && value[^1] == '"' ? text.ToString() : null;
    }

    /// <summary>What the grain remembers: the key within its owner, environment and path; of one length whatever was sent.</summary>
    public static string Scoped(Caller caller, HttpRequest request, string key) =>
        "ik_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', caller.Owner, caller.Environment, request.Method, PathOf(request), key))));

    public static string PathOf(HttpRequest request) => (request.Path.Value ?? "").TrimEnd('/');

    private static Problem Missing { get; } = new(
        400,
        "idempotency_key_missing",
        $"Send the header '{Header}' with a text of your own for this one intent, such as a UUID; then a repeat after a lost answer does no harm.");

    private static Problem Invalid { get; } = new(
        400,
        "idempotency_key_invalid",
        $"'{Header}' is sent once, with 1 to {MaxLength} printable ASCII characters, bare or in double quotes.");
}
