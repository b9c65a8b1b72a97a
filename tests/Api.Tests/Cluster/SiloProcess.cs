using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Actors.Tests.Cluster;

/// <summary>A silo as users run it: a process of its own, that can be killed.</summary>
internal sealed partial class SiloProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly string? _postgres;
    private readonly string[] _arguments;
    private readonly int _port = FreePort();
    private readonly List<string> _output = [];
    private Process? _process;

    /// <param name="postgres">Its store; null for the embedded one.</param>
    /// <param name="arguments">Its whole command line, in place of the one that suits a cluster.</param>
    public SiloProcess(string? postgres, params string[] arguments) => (_postgres, _arguments) = (postgres, arguments);

    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>Starts it, also again after <see cref="Kill"/>, and returns when it says that it is ready.</summary>
    public async Task StartAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Run(_postgres, _arguments.Length > 0 ? _arguments : ["--urls", Address.ToString(), "--Actors:Runtime:Lease", "00:00:03", "--Webhooks:AllowInsecureEndpoints", "true", "--Api:RateLimits:Production", "1000000", "--Api:RateLimits:Sandbox", "1000000"]);
        _process.OutputDataReceived += (_, line) =>
        {
            lock (_output)
            {
                _output.Add(line.Data ?? "");
            }

            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException($"The silo ended: {string.Join('\n', _output)}"));
            }
            else if (line.Data.Contains(_arguments.Length > 0 ? "Next: " : "is ready", StringComparison.Ordinal)) // a first start ends with its keys
            {
                ready.TrySetResult();
            }
        };
        _process.BeginOutputReadLine();
        await ready.Task.WaitAsync(StartLimit);
    }

    /// <summary>The token that was printed for a role, or null when this silo printed none.</summary>
    public string? Token(string title)
    {
        lock (_output)
        {
            return _output.Select(line => TokenLine().Match(line)).FirstOrDefault(match => match.Success && match.Groups[1].Value == title)?.Groups[2].Value;
        }
    }

    /// <summary>SIGKILL: no goodbye, no flush.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            Kill();
        }

        _process?.Dispose();
    }

    /// <summary>Runs the verify command on the same store.</summary>
    public static async Task<(int Code, string Output)> VerifyAsync(string postgres)
    {
        using var process = Run(postgres, ["verify"]);
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(StartLimit);
        await process.WaitForExitAsync().WaitAsync(StartLimit);
        return (process.ExitCode, output);
    }

    private static Process Run(string? postgres, string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Actors.Silo"), arguments) { RedirectStandardOutput = true };
        start.Environment["Actors__Postgres"] = postgres; // null removes it
        start.Environment["DOTNET_gcServer"] = "0";
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"^    (\S+, \S+)\s+(sk_\S+)$")]
    private static partial Regex TokenLine();
}
