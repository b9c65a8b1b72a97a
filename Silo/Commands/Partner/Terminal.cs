using System.Text;

namespace Actors.Commands.Partner;

/// <summary>What a partner's command has around it.</summary>
/// <param name="Out">Results, one a line.</param>
/// <param name="Error">What is said beside them.</param>
/// <param name="Variable">An environment variable, or null.</param>
/// <param name="AskSecret">Asks a person, who is not shown typing; null when nobody sits there.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, Func<string, string?> Variable, Func<string, string?>? AskSecret, TimeProvider Time)
{
    public static Terminal OfThisProcess { get; } = new(
        Console.Out,
        Console.Error,
        Environment.GetEnvironmentVariable,
        Console.IsInputRedirected ? null : Ask,
        TimeProvider.System);

    /// <summary>Waits; ends early, without an error, when it is told to stop.</summary>
    public Task Pause(TimeSpan wait, CancellationToken stop) => Task.Delay(wait, Time, stop).ContinueWith(
        _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static string? Ask(string question)
    {
        Console.Error.Write(question);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } pressed)
        {
            if (pressed.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else
            {
                typed.Append(pressed.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
