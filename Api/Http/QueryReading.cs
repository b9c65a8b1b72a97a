using System.Globalization;

namespace Actors.Api.Http;

/// <summary>Reads query parameters; what makes no sense gives a refusal that names the parameter and the rule.</summary>
internal static class QueryReading
{
    /// <summary>Null when it was not sent, or sent empty.</summary>
    public static string? Text(this IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Sent several times, or once with commas between them.</summary>
    public static List<string> Words(this IQueryCollection query, string name) =>
        [.. query[name].SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))];

    public static (DateTimeOffset? Time, Problem? Refusal) Time(this IQueryCollection query, string name, string? alias = null)
    {
        var text = query.Text(name) ?? (alias is null ? null : query.Text(alias));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (time, null)
            : (null, text is null ? null : Problems.Query(name, "give a time in ISO 8601, such as 2026-11-22T09:30:00Z."));
    }

    public static (long? Number, Problem? Refusal) Number(this IQueryCollection query, string name)
    {
        var text = query.Text(name);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue
            ? (number, null)
            : (null, text is null ? null : Problems.Query(name, "give a whole number."));
    }
}
