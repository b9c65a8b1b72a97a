using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Actors.Tests.Docs;

/// <summary>What came of one pasted block.</summary>
/// <param name="Code">The exit code of its last command; null when it was not reached.</param>
/// <param name="Refusals">The statuses that are not 2xx, in order.</param>
/// <param name="Output">What was printed from its start to the start of the next one.</param>
internal sealed record Pasted(Fence Fence, string? Code, IReadOnlyList<string> Refusals, string Output);

/// <summary>Somebody who pastes a document's blocks, one after the other, into one shell beside a new silo.</summary>
internal sealed partial class Reader : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Ports that the documents name; here each run has its own.</summary>
    private static readonly string[] Ports = ["5080", "3000", "3001", "5090"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actors-docs-");
    private readonly Dictionary<string, string> _ports = Ports.ToDictionary(port => port, _ => FreePort());
    private readonly List<Fence> _pasted = [];

    public Reader() => Directory.CreateSymbolicLink(At("samples"), Repository.Path("samples"));

    /// <summary>What the shell said that nobody should have to see.</summary>
    public string Complaint { get; private set; } = "";

    /// <summary>Pastes the commands; waits for the output that the document shows of each.</summary>
    public async Task<IReadOnlyList<Pasted>> Paste(IEnumerable<Fence> fences)
    {
        using var silo = new NewSilo(_ports["5080"], At("data"));
        await silo.Start();
        List<string> script = [await File.ReadAllTextAsync(Repository.Path("tests/Api.Tests/Docs/prelude.sh"))];
        foreach (var fence in fences)
        {
            if (fence.Kind == "sh")
            {
                _pasted.Add(fence);
                await File.WriteAllTextAsync(At($"{_pasted.Count}.sh"), WithKeys(Here(fence.Text), silo));
                script.Add($"run {_pasted.Count}");
            }
            else if (fence.Kind == "text")
            {
                var lines = fence.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                await File.WriteAllLinesAsync(At($"{_pasted.Count}.shown"), lines.Select(line => Shown.Pattern(Here(line))));
                script.Add($"shows {_pasted.Count}");
            }
        }

        await File.WriteAllLinesAsync(At("all"), script);
        await Run();
        Complaint = Read("unseen");
        return [.. _pasted.Select((fence, i) => Result(fence, i + 1))];
    }

    /// <summary>A text of the document with the ports of this run.</summary>
    public string Here(string text) =>
        Port().Replace(text, match => _ports[match.Value]);

    public void Dispose() => _folder.Delete(recursive: true);

    private static string WithKeys(string text, NewSilo silo) => KeyLine().Replace(text, match =>
        silo.Token(match.Groups["title"].Value) + match.Groups["rest"].Value);

    private async Task Run()
    {
        var start = new ProcessStartInfo("bash", ["all"]) { WorkingDirectory = _folder.FullName, RedirectStandardInput = true };
        start.Environment["SILO"] = Path.Combine(AppContext.BaseDirectory, "Actors.Silo");
        start.Environment["PARTNER"] = Repository.Path("artifacts/bin/partner/debug/Actors.partner");
        start.Environment["ADDRESS"] = "http://localhost:" + _ports["5080"];
        start.Environment["PORT_5090"] = _ports["5090"];
        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await shell.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The commands were not through in {Limit}:\n{Read("codes")}{Read("output")}");
        }
        finally
        {
            if (!shell.HasExited)
            {
                shell.Kill(entireProcessTree: true);
            }
        }
    }

    private Pasted Result(Fence fence, int number)
    {
        var (from, to) = (Offset(number) ?? 0, Offset(number + 1));
        var output = File.ReadAllBytes(At("output"));
        var statuses = Read($"{number}.statuses").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new Pasted(
            fence,
            Noted("codes", number),
            [.. statuses.Where(status => !status.StartsWith('2'))],
            System.Text.Encoding.UTF8.GetString(output.AsSpan()[from..(to ?? output.Length)]));
    }

    private int? Offset(int number) => Noted("offsets", number) is { } offset ? int.Parse(offset, CultureInfo.InvariantCulture) : null;

    private string? Noted(string file, int number) => Read(file).Split('\n')
        .Select(line => line.Split(' '))
        .FirstOrDefault(words => words[0] == number.ToString(CultureInfo.InvariantCulture))?[1];

    private string Read(string file) => File.Exists(At(file)) ? File.ReadAllText(At(file)) : "";

    private string At(string file) => Path.Combine(_folder.FullName, file);

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\b(5080|3000|3001|5090)\b")]
    private static partial Regex Port();

    /// <summary>A line such as <c>PROVIDER=sk_test_…   # "provider, sandbox"</c>: the reader takes the key of that title.</summary>
    [GeneratedRegex("""sk_test_…(?<rest>[^\n]*"(?<title>\w+, \w+)"[^\n]*)""")]
    private static partial Regex KeyLine();
}
