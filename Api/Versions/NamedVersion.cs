using Actors.Api.Http;
using Microsoft.Extensions.Primitives;

namespace Actors.Api.Versions;

/// <summary>The version that a request names, by its date or by the number that it had before there were dates .</summary>
internal static class NamedVersion
{
    /// <returns>The version, or null when none is named; and what is wrong with the headers.</returns>
    public static (string? Version, Problem? Fault) Read(IHeaderDictionary headers, ApiVersions versions)
    {
        var (number, date) = (headers[RequestInfo.VersionHeader], headers[RequestInfo.DatedHeader]);
        string? numbered = null;
        if (!StringValues.IsNullOrEmpty(number) && !ApiVersions.Aliases.TryGetValue(number.ToString(), out numbered))
        {
            return (null, Problems.Version);
        }

        if (date.Count > 0 && !versions.Supported.Contains(date.ToString(), StringComparer.Ordinal))
        {
            return (numbered, Problems.DatedVersion(versions.Supported));
        }

        var dated = date.Count == 0 ? null : date.ToString();
        return dated is not null && numbered is not null && dated != numbered
            ? (dated, Problems.VersionConflict(dated, number.ToString()))
            : (dated ?? numbered, null);
    }
}
