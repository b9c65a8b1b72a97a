using System.Globalization;
using System.Text.Json;
using Actors.Commands.Partner;
using Actors.Webhooks;

namespace Actors.Commands.Listen;

/// <summary><c>resend</c>: one event of the log once more, to the developer's own machine; whether or not anything listens.</summary>
internal static class ResendCommand
{
    public const string Help = """
        Sends one event of your sandbox to your own machine once more: same id, same bytes, same secret as listen.

          dotnet run --project Silo -- resend EVENT --forward-to URL [--secret whsec_…] [--json]
                                       [--api-version DATE] [--api URL] [--key-file FILE | --key KEY]

        EVENT is an id, evt_…, or the number that listen prints after #; GET /events lists both. The key may stand in the variable ACTORS_KEY.
        Ends with 0 when your server took it, 1 when it did not or the API refuses, 2 when the command line makes no
        sense, 3 when the API does not answer.
        """;

    public static Task<int> RunAsync(string[] args) =>
        PartnerCommand.RunAsync(args, Help, (terminal, stop) => ResendAsync(args, terminal, stop));

    public static async Task<int> ResendAsync(string[] args, Terminal terminal, CancellationToken stop)
    {
        var line = CommandLine.Parse(args, ["forward-to", "secret", "api-version", "api", "key", "key-file"], ["json"]);
        if (line.Words is not [var id])
        {
            throw new UsageException("Name one event: resend evt_… --forward-to http://localhost:3000/hooks");
        }

        var key = PartnerKey.Find(line, terminal);
        var address = await LocalReceiver.Find(line["forward-to"], stop);
        using var api = PartnerApi.Open(line, key, terminal.Time);
        using var receiver = new LocalReceiver(address, LocalReceiver.SecretOf(line, key), terminal.Time);
        var pulled = PulledEvent.From(await Find(api, id, stop));
        var sent = await receiver.Send(pulled, 1, stop);
        var taken = sent.Detail.Outcome == WebhookOutcome.Delivered;
        var report = new ForwardReport(terminal, line.Has("json"));
        if (taken)
        {
            report.Delivered(pulled, 1, sent.Detail);
        }
        else
        {
            report.Refused(pulled, sent.Detail);
        }

        return taken ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<JsonElement> Find(PartnerApi api, string id, CancellationToken stop)
    {
        if (!long.TryParse(id.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return await api.Get("/events/" + Uri.EscapeDataString(id), stop);
        }

        var path = string.Create(CultureInfo.InvariantCulture, $"/events?after={Math.Max(0, sequence - 1)}&limit=1");
        var found = (await api.Get(path, stop)).GetProperty("data").EnumerateArray().FirstOrDefault();
        return found.ValueKind == JsonValueKind.Object && found.GetProperty("cursor").GetInt64() == sequence
            ? found
            : throw new UsageException($"Your log holds no event #{sequence}. GET /events lists what it holds.");
    }
}
