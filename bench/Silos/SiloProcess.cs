using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Actors.Bench.Fire;

namespace Actors.Bench;

/// <summary>A silo as users run it: a process of its own, that can be killed.</summary>
/// <param name="store">Its environment: which store it uses.</param>
/// <param name="options">More options of its command line.</param>
internal sealed partial class SiloProcess(IReadOnlyDictionary<string, string> store, params string[] options) : IDisposable
{
    /// <summary>Far more than a start takes on a machine that does much else.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Goes behind a connection string where nothing is cut off: a new process that shares a core with many others may take
    /// longer than the usual 15 seconds for its first connection.
    /// </summary>
    public const string Patiently = ";Timeout=120";

    private readonly int _port = FreePort();
    private readonly List<string> _output = [];
    private Process? _process;

    public Uri Address => new($"http://{EndPoint}");

    public IPEndPoint EndPoint => new(IPAddress.Loopback, _port);

    /// <summary>How it differs from other silos, as <see cref="FireSilo"/> understands it; counts from its next start on.</summary>
    public IReadOnlyDictionary<string, string> Twist { get; set; } = new Dictionary<string, string>();

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>The memory that it has now, in bytes; 0 when it does not run.</summary>
    public long WorkingSet
    {
        get
        {
            _process?.Refresh();
            return IsRunning ? _process!.WorkingSet64 : 0;
        }
    }

    /// <summary>All that it wrote, over all its lives.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    public static IReadOnlyDictionary<string, string> OnPostgres(string connectionString) =>
        new Dictionary<string, string> { ["Actors__Postgres"] = connectionString, ["DOTNET_gcServer"] = "0" };

    public static IReadOnlyDictionary<string, string> OnSqlite(string directory) =>
        new Dictionary<string, string> { ["Actors__DataDirectory"] = directory, ["DOTNET_gcServer"] = "0" };

    /// <summary>Starts it, also again after <see cref="Kill"/>, and returns when it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message is what it wrote.</exception>
    /// <exception cref="TimeoutException">It did neither; the message is what it wrote.</exception>
    public async Task StartAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process?.Dispose();
        AppDomain.CurrentDomain.ProcessExit -= End;
        AppDomain.CurrentDomain.ProcessExit += End;
        _process = Run(store, Twist, ["--urls", Address.ToString().TrimEnd('/'), .. options]);

        // Why it ended may still be on its way in one stream when the other one ends.
        var streams = 2;
        bool IsLast(string? line) => line is null && Interlocked.Decrement(ref streams) == 0;
        _process.OutputDataReceived += (_, line) => Hear(line.Data, IsLast(line.Data), ready);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, IsLast(line.Data), ready);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        try
        {
            await ready.Task.WaitAsync(StartLimit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The silo was not ready within {StartLimit}. It said: {Output}");
        }
    }

    /// <summary>The token that was printed for a role, or null when this silo printed none.</summary>
    public string? Token(string title)
    {
        lock (_output)
        {
            return _output.Select(line => TokenLine().Match(line)).FirstOrDefault(match => match.Success && match.Groups[1].Value == title)?.Groups[2].Value;
        }
    }

    /// <summary>The token for a role, which is printed right after the line that says ready.</summary>
    public async Task<string> TokenAsync(string title)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (true)
        {
            if (Token(title) is { } token)
            {
                return token;
            }

            await Task.Delay(1, limit.Token);
        }
    }

    /// <summary>SIGKILL: no goodbye, no flush. Nothing when it does not run.</summary>
    public void Kill()
    {
        if (IsRunning)
        {
            _process!.Kill();
            _process.WaitForExit();
        }
    }

    /// <summary>SIGTERM: it finishes what it has begun, and leaves.</summary>
    public async Task StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(StartLimit);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= End;
        Kill();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>It does not outlive a program that is told to stop.</summary>
    private void End(object? sender, EventArgs exit) => Kill();

    /// <summary>Runs the verify command on a store. The output's lines name what does not fit.</summary>
    public static async Task<(int Code, string Output)> VerifyAsync(IReadOnlyDictionary<string, string> store)
    {
        using var process = Run(store, new Dictionary<string, string>(), ["verify"]);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private static Process Run(IReadOnlyDictionary<string, string> store, IReadOnlyDictionary<string, string> twist, string[] arguments)
    {
        var (program, verb) = twist.Count > 0 ? ("Actors.bench", new[] { FireSilo.Verb }) : ("Actors.Silo", []);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, program), [.. verb, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in store.Concat(twist))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private void Hear(string? line, bool isLast, TaskCompletionSource ready)
    {
        lock (_output)
        {
            _output.Add(line ?? "");
        }

        if (isLast)
        {
            ready.TrySetException(new InvalidOperationException($"The silo ended: {Output}"));
        }
        else if (line?.Contains("is ready", StringComparison.Ordinal) == true)
        {
            ready.TrySetResult();
        }
    }

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"^    (\S+, \S+)\s+(sk_\S+)$")]
    private static partial Regex TokenLine();
}
