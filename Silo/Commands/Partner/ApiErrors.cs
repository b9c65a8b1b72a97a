using System.Text;
using System.Text.Json;

namespace Actors.Commands.Partner;

/// <summary>The API refused for good: the same request would be refused again.</summary>
/// <param name="Code">The problem's code, or <c>http_404</c> when it was no problem of ours.</param>
internal sealed class ApiRefusedException(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    /// <summary>A problem in words: what is wrong with which field, the code, and the id to ask for help with.</summary>
    public static ApiRefusedException Of(int status, string request, string text, string? requestId)
    {
        JsonElement problem = default;
        try
        {
            problem = JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            // Something in between answered, such as a proxy.
        }

        var known = problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("code", out _);
        var code = known ? problem.GetProperty("code").GetString()! : $"http_{status}";
        var words = new StringBuilder($"{request} was refused with {status}: ");
        words.Append(known && problem.TryGetProperty("detail", out var detail) ? detail.GetString() : "the answer is not one of Actors. Check --api.");
        if (known && problem.TryGetProperty("errors", out var errors))
        {
            foreach (var error in errors.EnumerateArray())
            {
                words.Append($"\n  {error.GetProperty("pointer").GetString()}: {error.GetProperty("detail").GetString()}");
            }
        }

        words.Append($"\n  code {code}, request {requestId ?? "unknown"}");
        return new ApiRefusedException(status, code, words.ToString());
    }
}

/// <summary>The API does not answer now, or asks to come later. The message says why.</summary>
/// <param name="after">When it would like to be asked again, or null.</param>
internal sealed class ApiAwayException(string message, TimeSpan? after) : Exception(message)
{
    public TimeSpan? After => after;
}
