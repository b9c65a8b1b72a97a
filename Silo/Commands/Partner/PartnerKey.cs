using System.Security.Cryptography;
using System.Text;

namespace Actors.Commands.Partner;

/// <summary>
/// The partner's API key. It is never printed; a variable or a file keeps it out of the list of processes as well.
/// </summary>
internal static class PartnerKey
{
    public const string Variable = "ACTORS_KEY";

    /// <exception cref="UsageException">There is none, or it is one of production.</exception>
    public static string Find(CommandLine line, Terminal terminal)
    {
        var key = line["key"] ?? OfFile(line["key-file"]) ?? terminal.Variable(Variable) ?? terminal.AskSecret?.Invoke("Sandbox key (sk_test_…): ");
        return Check(key?.Trim(), $"Give your sandbox key: in the variable {Variable}, in a file with --key-file FILE, or with --key KEY (other users of this machine may see that one).");
    }

    /// <summary>The key of the other side of an order, or null.</summary>
    public static string? FindOther(CommandLine line, Terminal terminal) =>
        (OfFile(line["other-key-file"]) ?? terminal.Variable("ACTORS_OTHER_KEY"))?.Trim() is { Length: > 0 } key ? Check(key, "") : null;

    /// <summary>A signing secret that is always the same for a key, and tells nothing of it.</summary>
    public static string SecretOf(string key) =>
        "whsec_" + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), "actors listen 1"u8));

    private static string Check(string? key, string missing) => key switch
    {
        null or "" => throw new UsageException(missing),
        _ when key.StartsWith("sk_live_", StringComparison.Ordinal) => throw new UsageException(
            "This is a production key (sk_live_…). Nothing is tried out in production: use the key of your sandbox, sk_test_…"),
        _ when !key.StartsWith("sk_test_", StringComparison.Ordinal) => throw new UsageException("This is no key: a sandbox key starts with sk_test_."),
        _ => key,
    };

    private static string? OfFile(string? path)
    {
        try
        {
            return path is null ? null : File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file '{path}' with the key cannot be read: {error.Message}");
        }
    }
}
