using System.Globalization;
using Actors.Commands.Partner;
using Actors.Webhooks;

namespace Actors.Commands.Listen;

/// <summary><c>listen</c>: brings the sandbox's events to a developer's own machine, as pushes.</summary>
internal static class ListenCommand
{
    public const string Help = """
        Brings your sandbox's events to your own machine, as the pushes they would be. No endpoint is needed.

          dotnet run --project Silo -- listen --forward-to URL [options]

          --forward-to URL     where your server listens: http://localhost:3000/hooks, localhost:3000, 3000
          --from PLACE         now (unless it is given), beginning, or the id or cursor of an event: goes on after it
          --events LIST        only these types, with commas: order.created,order.updated or order.*
          --secret whsec_…     signs with it; else with one that is always the same for your key
          --print-secret       prints the secret that it would sign with, and ends
          --json               one JSON object a line for each attempt, instead of words
          --api-version DATE   how payloads are written: 2026-06-01, 2026-11-22; as your account has it unless it is given
          --api URL            the API; http://localhost:5080 unless it is given
          --key-file FILE      your sandbox key; or in the variable ACTORS_KEY; or --key KEY

        An event that your server does not take is tried five times, then left. While your server is down all waits for
        it; while the API is away it is asked again. Ctrl-C ends, and says where to go on.
        Ends with 0 when you stop it, 1 when the API refuses, 2 when the command line makes no sense.
        """;

    private static readonly TimeSpan LastAttempts = TimeSpan.FromSeconds(5);

    public static Task<int> RunAsync(string[] args) =>
        PartnerCommand.RunAsync(args, Help, (terminal, stop) => ListenAsync(args, terminal, stop));

    public static async Task<int> ListenAsync(string[] args, Terminal terminal, CancellationToken stop)
    {
        var line = CommandLine.Parse(
            args, ["forward-to", "from", "events", "secret", "api-version", "api", "key", "key-file"], ["print-secret", "json"]);
        if (line.Words is [var word, ..])
        {
            throw new UsageException($"'{word}' is too much; --help shows what listen takes.");
        }

        var key = PartnerKey.Find(line, terminal);
        var secret = LocalReceiver.SecretOf(line, key);
        if (line.Has("print-secret"))
        {
            await terminal.Out.WriteLineAsync(secret);
            return ExitCode.Done;
        }

        var address = await LocalReceiver.Find(line["forward-to"], stop);
        var types = TypesOf(line["events"]);
        using var api = PartnerApi.Open(line, key, terminal.Time);
        using var receiver = new LocalReceiver(address, secret, terminal.Time);
        var pull = new EventPull(api, terminal);
        if (await pull.Begin(line["from"] ?? "now", stop) is not { } start)
        {
            return ExitCode.Done;
        }

        await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            Signing secret   {secret}
            Forwarding to    {address}, the events after #{start}. Ctrl-C ends.
            """));
        var report = new ForwardReport(terminal, line.Has("json"));
        var position = new Position(start);
        try
        {
            await Forward(pull, receiver, report, position, start, types, stop);
            return ExitCode.Done;
        }
        finally
        {
            await Summary(terminal, report, position);
        }
    }

    private static async Task Forward(
        EventPull pull, LocalReceiver receiver, ForwardReport report, Position position, long start, string[] types, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var stopNow = new CancellationTokenSource();
        await using var stopping = ending.Token.Register(() => stopNow.CancelAfter(LastAttempts));
        using var forwarder = new Forwarder(receiver, report, position, ending.Token, stopNow.Token);
        try
        {
            await foreach (var pulled in pull.Follow(start, stop))
            {
                if (EventTypes.Matches(types, pulled.Type))
                {
                    await forwarder.Add(pulled);
                }
                else
                {
                    position.Begin(pulled.Sequence);
                    position.End(pulled.Sequence);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop while too much was queued.
        }
        finally
        {
            // Also when the API refused, because the key was revoked: what is under way gets its answer.
            await ending.CancelAsync();
            await forwarder.Finish();
        }
    }

    private static async Task Summary(Terminal terminal, ForwardReport report, Position position)
    {
        await terminal.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Ended: {report.Received} received. Go on where it was with: --from {position.Reached}"));
        foreach (var left in report.LeftBehind)
        {
            await terminal.Error.WriteLineAsync($"Not taken by your server: {left}. Once more with: resend {left.Id}");
        }
    }

    private static string[] TypesOf(string? text)
    {
        var words = (text ?? EventTypes.Any).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(words, word => !EventTypes.IsKnown(word)) is { } unknown
            ? throw new UsageException($"There is no event '{unknown}'. Known are: {string.Join(", ", EventTypes.All)}; order.* and * stand for several.")
            : words;
    }
}
