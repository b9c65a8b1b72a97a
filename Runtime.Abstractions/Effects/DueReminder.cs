namespace Actors;

/// <summary>A reminder that came due. The reminder and the turn that it causes are one commit (G5).</summary>
/// <param name="Name">Its name within the grain.</param>
/// <param name="Due">The time that was set; for a calendar the occurrence that this wake-up stands for.</param>
/// <param name="At">The time now, by the grain's clock; never before <paramref name="Due"/>.</param>
/// <param name="Period">For a calendar, the period that is done, such as <c>2026-11</c>; else empty.</param>
public sealed record DueReminder(string Name, DateTimeOffset Due, DateTimeOffset At, string Period);
