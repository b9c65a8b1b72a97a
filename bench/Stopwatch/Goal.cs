using System.Globalization;

namespace Actors.Bench.Stopwatch;

/// <summary>One figure that a line is to reach.</summary>
/// <param name="Unit">Follows the number: <c>/s</c>, <c> ms</c>, <c>×</c>.</param>
/// <param name="AtMost">Smaller is better.</param>
internal sealed record Goal(double Measured, double Limit, string Unit, bool AtMost = false)
{
    public bool IsReached => AtMost ? Measured < Limit : Measured >= Limit;

    /// <summary>What is asked: <c>≥ 20,000/s</c>.</summary>
    public string Asked => $"{(AtMost ? "<" : "≥")} {Text(Limit)}{Unit}";

    /// <summary>Whether it is reached, and if not, by how much it is missed.</summary>
    public string Verdict => IsReached
        ? "reached"
        : string.Create(CultureInfo.InvariantCulture, $"**missed by {Math.Abs(Measured - Limit) / Limit:P0}** ({Text(Measured)}{Unit})");

    public static string Text(double number) => number.ToString(
        Math.Abs(number) switch { >= 100 => "N0", >= 10 => "0.#", _ => "0.##" }, CultureInfo.InvariantCulture);
}
