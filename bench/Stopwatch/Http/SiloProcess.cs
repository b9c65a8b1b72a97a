using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Actors.Bench.Stopwatch.Engine;

namespace Actors.Bench.Stopwatch.Http;

/// <summary>A silo as operators run it: a process of its own, everything on, that can be killed.</summary>
internal sealed partial class SiloProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private int _disposed;
    private readonly List<string> _output = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SiloProcess(BenchStore store, string[] settings)
    {
        Port = FreePort();
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "Actors.Silo"),
            ["--urls", $"http://127.0.0.1:{Port}", "--Webhooks:AllowInsecureEndpoints", "true", "--Logging:LogLevel:Default", "Warning", "--Logging:LogLevel:Actors", "Warning", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Actors__Postgres"] = store.Postgres ?? "";
        start.Environment["Actors__DataDirectory"] = store.Directory;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; }

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Port);

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>The process, for its memory and its end.</summary>
    public Process Process => _process;

    /// <summary>Starts one, and returns when it says that it is ready.</summary>
    public static async Task<SiloProcess> StartAsync(BenchStore store, params string[] settings)
    {
        var silo = new SiloProcess(store, settings);
        try
        {
            await silo._ready.Task.WaitAsync(StartLimit);
            return silo;
        }
        catch
        {
            silo.Dispose();
            throw;
        }
    }

    /// <summary>The token that this silo prints after it is ready, for a role (<c>operator, production</c>).</summary>
    public async Task<string> TokenAsync(string title)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (true)
        {
            lock (_output)
            {
                if (_output.Select(line => TokenLine().Match(line)).FirstOrDefault(match => match.Success && match.Groups[1].Value == title) is { } found)
                {
                    return found.Groups[2].Value;
                }
            }

            await Task.Delay(1, limit.Token);
        }
    }

    /// <summary>SIGKILL: no goodbye, no flush.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Hear(string? line)
    {
        lock (_output)
        {
            _output.Add(line ?? "");
        }

        if (line is null)
        {
            _ready.TrySetException(new InvalidOperationException($"The silo ended: {string.Join('\n', _output)}"));
        }
        else if (line.Contains("is ready", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }

    [GeneratedRegex(@"^    (\S+, \S+)\s+(sk_\S+)$")]
    private static partial Regex TokenLine();
}
