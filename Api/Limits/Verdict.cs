using System.Globalization;

namespace Actors.Api.Limits;

/// <summary>What came of asking a bucket.</summary>
/// <param name="Remaining">How many calls it would give right now.</param>
/// <param name="Full">After which time it is full again when nobody asks.</param>
/// <param name="Wait">Null when the call was given; else after which time one would be.</param>
internal sealed record Verdict(Quota Quota, int Remaining, TimeSpan Full, TimeSpan? Wait)
{
    public const string PolicyHeader = "RateLimit-Policy";
    public const string Header = "RateLimit";

    /// <summary>The two headers of draft-ietf-httpapi-ratelimit-headers.</summary>
    public void Write(HttpResponse response)
    {
        response.Headers[PolicyHeader] = string.Create(CultureInfo.InvariantCulture, $"\"{Quota.Name}\";q={Quota.Calls};w={(long)Math.Ceiling(Quota.Window.TotalSeconds)}");
        response.Headers[Header] = string.Create(CultureInfo.InvariantCulture, $"\"{Quota.Name}\";r={Remaining};t={(long)Math.Ceiling(Full.TotalSeconds)}");
    }
}
