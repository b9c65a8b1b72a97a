namespace Actors.Api.Sandbox;

/// <summary>A sandbox's clock.</summary>
/// <param name="Object">Always <c>sandbox_clock</c>.</param>
/// <param name="AheadSeconds">How far it is ahead of real time.</param>
internal sealed record ClockJson(string Object, DateTimeOffset Now, long AheadSeconds)
{
    public static ClockJson From(DateTimeOffset now, ClockView? clock) =>
        new("sandbox_clock", now, (long)(clock?.Ahead ?? TimeSpan.Zero).TotalSeconds);
}
