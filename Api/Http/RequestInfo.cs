namespace Actors.Api.Http;

/// <summary>What every request has, whoever sends it: its id and the API version that it speaks.</summary>
/// <param name="Id"><c>req_…</c>; in the answer's <c>Request-Id</c>, in every problem, in the journal.</param>
/// <param name="ApiVersion">1 or 2 .</param>
internal sealed record RequestInfo(string Id, int ApiVersion)
{
    public const string Header = "Request-Id";
    public const string VersionHeader = "Api-Version";
    public const int DefaultVersion = 1;

    public static IReadOnlyList<string> Versions { get; } = ["1", "2"];

    public static RequestInfo Of(HttpContext context) => context.Features.GetRequiredFeature<RequestInfo>();
}
