using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Actors.Tests.Docs;

/// <summary>A silo at its first start, as the documents begin: a process of its own, that prints its keys.</summary>
internal sealed partial class NewSilo(string port, string folder) : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, string> _tokens = [];
    private Process? _process;

    /// <summary>Returns when it has printed all its keys.</summary>
    public async Task Start()
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "Actors.Silo"),
            ["--urls", "http://127.0.0.1:" + port, "--Actors:DataDirectory", folder, "--Logging:LogLevel:Default", "None"])
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(StartLimit);
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (TokenLine().Match(line) is { Success: true } match)
            {
                _tokens[match.Groups[1].Value] = match.Groups[2].Value;
            }
            else if (line.Contains("Next: ", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException("The silo ended before it was ready.");
    }

    /// <summary>The key that was printed under a title.</summary>
    public string Token(string title) => _tokens[title];

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
    }

    [GeneratedRegex(@"^    (\S+, \S+)\s+(sk_\S+)$")]
    private static partial Regex TokenLine();
}
