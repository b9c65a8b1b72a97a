using Actors.Api.Versions;

namespace Actors.Api.Http;

/// <summary>What every request has, whoever sends it: its id and the API version that it speaks.</summary>
/// <param name="Id"><c>req_…</c>; in the answer's <c>Request-Id</c>, in every problem, in the journal.</param>
/// <param name="Version">The dated version: from a header, else from the account, else the first .</param>
internal sealed record RequestInfo(string Id, string Version)
{
    public const string Header = "Request-Id";

    /// <summary>1 or 2, as the first two versions were called before they had dates .</summary>
    public const string VersionHeader = "Api-Version";

    public const string DatedHeader = "Actors-Version";

    /// <summary>Whether the request itself names its version.</summary>
    public bool IsNamed { get; init; }

    public static RequestInfo Of(HttpContext context) => context.Features.GetRequiredFeature<RequestInfo>();

    /// <summary>For an answer that is the same in all versions.</summary>
    public static void Unversioned(HttpResponse response)
    {
        response.Headers.Remove(DatedHeader);
        response.Headers.Remove(VersionHeader);
    }

    /// <summary>Makes this the request's, and says so in the answer.</summary>
    public void Set(HttpContext context)
    {
        context.Features.Set(this);
        var headers = context.Response.Headers;
        headers[Header] = Id;
        headers[DatedHeader] = Version;
        headers[VersionHeader] = ApiVersions.AliasOf(Version);
        headers.XContentTypeOptions = "nosniff";
    }
}
