namespace Actors.Api.Http;

/// <summary>What every request has, whoever sends it: its id and the API version that it speaks.</summary>
/// <param name="Id"><c>req_…</c>; in the answer's <c>Request-Id</c>, in every problem, in the journal.</param>
/// <param name="ApiVersion">1 or 2 .</param>
internal sealed record RequestInfo(string Id, int ApiVersion)
{
    public const string Header = "Request-Id";
    public const string VersionHeader = "Api-Version";
    public const string DatedHeader = "Actors-Version";
    public const int DefaultVersion = 1;

    /// <summary>The dated version: from the header, else from the account, else the newest.</summary>
    public required string Dated { get; init; }

    public static IReadOnlyList<string> Versions { get; } = ["1", "2"];

    public static RequestInfo Of(HttpContext context) => context.Features.GetRequiredFeature<RequestInfo>();
}
