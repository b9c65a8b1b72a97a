using System.Globalization;
using System.Threading.Channels;
using Actors.Commands.Partner;

namespace Actors.Tests.Commands;

/// <summary>A terminal whose lines a test can wait for. What is written to either stream ends up in one list.</summary>
internal sealed class Shell : IAsyncDisposable
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _seen = [];
    private readonly Task<int> _running;

    private Shell(Func<string[], Terminal, CancellationToken, Task<int>> verb, Dictionary<string, string> variables, string[] args)
    {
        var writer = TextWriter.Synchronized(new LineWriter(_lines.Writer));
        var terminal = new Terminal(writer, writer, name => variables.GetValueOrDefault(name), null, TimeProvider.System);
        _running = PartnerCommand.RunAsync(args, "help", terminal, (around, stop) => verb(args, around, stop), _stop.Token);
    }

    public string Text => string.Join('\n', _seen);

    public static Shell Start(Func<string[], Terminal, CancellationToken, Task<int>> verb, Client client, params string[] args) =>
        Start(verb, new Dictionary<string, string> { ["ACTORS_KEY"] = client.Token! }, ["--api", client.Http.BaseAddress!.ToString(), .. args]);

    public static Shell Start(Func<string[], Terminal, CancellationToken, Task<int>> verb, Dictionary<string, string> variables, params string[] args) =>
        new(verb, variables, args);

    /// <summary>Reads on until a line holds a text.</summary>
    public async Task<string> Says(string part)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(limit.Token);
                _seen.Add(line);
                if (line.Contains(part, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No line with '{part}' came in 60 seconds. What came:\n{Text}");
        }
    }

    /// <summary>The exit code, when it ends by itself.</summary>
    public async Task<int> Ends()
    {
        var code = await _running.WaitAsync(TimeSpan.FromSeconds(60));
        while (_lines.Reader.TryRead(out var line))
        {
            _seen.Add(line);
        }

        return code;
    }

    /// <summary>Ctrl-C, and the exit code.</summary>
    public async Task<int> Stop()
    {
        await _stop.CancelAsync();
        return await Ends();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(60));
        _stop.Dispose();
    }

    private sealed class LineWriter(ChannelWriter<string> lines) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void WriteLine(string? value)
        {
            foreach (var line in (value ?? "").Split('\n'))
            {
                lines.TryWrite(line);
            }
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }
    }
}
