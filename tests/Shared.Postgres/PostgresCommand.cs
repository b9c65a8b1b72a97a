using System.Diagnostics;

namespace Actors.Tests;

/// <summary>Runs PostgreSQL's own programs, as the user that they want.</summary>
internal static class PostgresCommand
{
    public static bool IsRoot { get; } = Environment.IsPrivilegedProcess;

    /// <summary>
    /// Waits for the end of its input, which comes when this process closes it or dies; then stops the server and
    /// deletes everything.
    /// </summary>
    private const string Guard =
        """
        cat >/dev/null
        pid=$(head -n1 "$1/data/postmaster.pid" 2>/dev/null)
        if [ -n "$pid" ]; then
          kill -QUIT "$pid" 2>/dev/null
          while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
        fi
        rm -rf "$1"
        """;

    public static Process StartGuard(string directory)
    {
        // A session of its own: Ctrl+C at the terminal reaches the tests, and the guard cleans up after them.
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Guard, "guard", directory]) { RedirectStandardInput = true };
        return Process.Start(start)!;
    }

    /// <summary>Runs one of the server's programs (<c>initdb</c>, <c>pg_ctl</c>).</summary>
    /// <param name="network">The network namespace to run it in, as root only; null for this process's own.</param>
    public static void RunAsServer(string? network, string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries, program);
        if (network is not null)
        {
            Run("ip", ["netns", "exec", network, "runuser", "-u", "postgres", "--", path, .. arguments]);
        }
        else if (IsRoot)
        {
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    public static void Run(string program, params string[] arguments)
    {
        // pg_ctl leaves a server behind that would hold pipes open: output goes to a file of its own, read on failure.
        var output = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("sh", ["-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null", "sh", output, program, .. arguments])
            {
                WorkingDirectory = "/",
            };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException(
                    $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {File.ReadAllText(output)}");
            }
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>Debian keeps them out of the path, one folder per version; the newest is taken.</summary>
    private static string Binaries
    {
        get
        {
            const string Debian = "/usr/lib/postgresql";
            var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
            return versions
                .Where(version => File.Exists(Path.Combine(version, "bin", "initdb")))
                .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault() ?? "";
        }
    }
}
