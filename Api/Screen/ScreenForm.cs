using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Api.Screen;

/// <summary>The form with which a user answers; posts without a script as well.</summary>
internal static class ScreenForm
{
    /// <summary>The largest form that is read.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>Before each field's name, so that a provider's name cannot collide with one of ours.</summary>
    public const string Prefix = "field:";

    private static readonly FormOptions Limits = new() { ValueCountLimit = 100, KeyLengthLimit = 256, ValueLengthLimit = MaxBytes };

    /// <summary>The fields, or null when the body is no such form or too large.</summary>
    public static async Task<IReadOnlyDictionary<string, string>?> Read(HttpContext context)
    {
        var isForm = context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        if (isForm is not true || context.Request.ContentLength > MaxBytes)
        {
            return null;
        }

        try
        {
            var form = await context.Request.ReadFormAsync(Limits, context.RequestAborted);
            return form
                .Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal))
                .ToDictionary(pair => pair.Key[Prefix.Length..], pair => pair.Value[^1] ?? "", StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is BadHttpRequestException or InvalidDataException)
        {
            return null;
        }
    }
}

/// <summary>A refused answer: what was wrong and what the user had typed, so that nothing must be typed twice.</summary>
internal sealed record ScreenRetry(Rejection Rejection, IReadOnlyDictionary<string, string> Typed);
