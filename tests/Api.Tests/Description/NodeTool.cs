using System.Diagnostics;

namespace Actors.Tests.Description;

/// <summary>Runs a program of <c>tests/Node</c>, where <c>npm ci</c> put it.</summary>
internal static class NodeTool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static string Folder => Repository.Path("tests/Node");

    /// <summary>What it printed. A program that fails, fails the test with all that it said.</summary>
    public static async Task<string> Run(string script, IReadOnlyList<string> arguments, params (string Name, string Value)[] environment)
    {
        var path = Path.Combine(Folder, script);
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            Assert.Fail($"{Folder} has no node_modules. Run ./test.sh, or: npm ci --prefix tests/Node");
        }

        var start = new ProcessStartInfo("node", [path, .. arguments]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        process.ExitCode.ShouldBe(0, $"node {script}:\n{await output}\n{await errors}");
        return await output;
    }
}
