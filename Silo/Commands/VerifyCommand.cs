using Actors.Runtime.Verification;

namespace Actors.Commands;

/// <summary><c>verify</c>: walks every journal; says what does not fit and ends with 1.</summary>
internal static class VerifyCommand
{
    public static Task<int> RunAsync(string[] args) => CommandRuntime.RunAsync(args, async (runtime, _) =>
    {
        var problems = 0;
        var counts = new VerifyCounts();
        await foreach (var problem in runtime.VerifyAsync(counts))
        {
            problems++;
            Console.WriteLine(problem);
        }

        Console.WriteLine($"{counts.Grains} grains with {counts.Turns} turns were checked.");
        Console.WriteLine(problems == 0 ? "Every journal is whole." : $"{problems} problems.");
        return problems == 0 ? 0 : 1;
    });
}
