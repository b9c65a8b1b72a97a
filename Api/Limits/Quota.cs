namespace Actors.Api.Limits;

/// <summary>What a bucket may give: so many calls at once, and as many again as time passes.</summary>
/// <param name="Name">As the headers call it.</param>
/// <param name="Calls">At least 1.</param>
/// <param name="Window">The time in which an empty bucket fills up.</param>
internal sealed record Quota(string Name, int Calls, TimeSpan Window);
