using System.Globalization;
using System.Text.Json;
using Actors.Commands.Partner;

namespace Actors.Commands.Trigger;

/// <summary><c>trigger</c>: makes an event happen in the sandbox by the calls that would make it in earnest.</summary>
internal static class TriggerCommand
{
    public const string Help = """
        Makes a real event happen in your sandbox, by real calls, and prints them.

          dotnet run --project Silo -- trigger EVENT [options]
          dotnet run --project Silo -- trigger --list      the events, and whose key they take

          --product PROD         orders this product; else a provider's first one that can be ordered, or a new one
          --api URL              the API; http://localhost:5080 unless it is given
          --key-file FILE        your sandbox key; or in the variable ACTORS_KEY; or --key KEY
          --other-key-file FILE  for a marketplace that wants an order of a real product: the sandbox key of its provider;
                                 or in ACTORS_OTHER_KEY. Else it is a test order

        Ends with 0 when the event is in your log, 1 when the API refuses, 2 when the command line makes no sense, 3 when
        the API does not answer, or the event does not come in time.
        """;

    private const int Patience = 15;

    public static Task<int> RunAsync(string[] args) =>
        PartnerCommand.RunAsync(args, Help, (terminal, stop) => TriggerAsync(args, terminal, stop));

    public static async Task<int> TriggerAsync(string[] args, Terminal terminal, CancellationToken stop)
    {
        var line = CommandLine.Parse(args, ["product", "api", "key", "key-file", "other-key-file"], ["list"]);
        if (line.Has("list"))
        {
            await terminal.Out.WriteLineAsync(string.Join(Environment.NewLine, Triggers.List));
            return ExitCode.Done;
        }

        var type = line.Words is [var word]
            ? word
            : throw new UsageException("Name one event, such as: trigger order.created. trigger --list shows them.");
        var steps = Triggers.Find(type);
        using var api = Open(line, PartnerKey.Find(line, terminal), terminal);
        using var other = PartnerKey.FindOther(line, terminal) is { } otherKey ? Open(line, otherKey, terminal) : null;
        var before = (await api.Get("/events?limit=1", stop)).GetProperty("data").EnumerateArray().Select(Sequence).FirstOrDefault();
        var order = await steps(new SandboxOrder(api, other, line["product"], terminal.Error.WriteLine), stop);
        return await Wait(api, terminal, type, order, before, stop);
    }

    private static PartnerApi Open(CommandLine line, string key, Terminal terminal) => PartnerApi.Open(
        line, key, terminal.Time, (request, status) =>
        {
            if (!request.EndsWith(" /events", StringComparison.Ordinal))
            {
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{request} → {status}"));
            }
        });

    /// <summary>The event is committed a moment after what it tells of.</summary>
    private static async Task<int> Wait(PartnerApi api, Terminal terminal, string type, string order, long after, CancellationToken stop)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/events?after={after}&type={type}&order={order}&wait={Patience}");
        var found = (await api.Get(path, stop, TimeSpan.FromSeconds(Patience))).GetProperty("data");
        if (found.GetArrayLength() == 0)
        {
            await terminal.Error.WriteLineAsync($"{order} is there, but its {type} did not come within {Patience} seconds. GET /orders/{order}/timeline shows what happened.");
            return ExitCode.Away;
        }

        await terminal.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{type}  {found[0].GetProperty("id").GetString()}  #{Sequence(found[0])}  about {order}"));
        return ExitCode.Done;
    }

    private static long Sequence(JsonElement logged) => logged.GetProperty("cursor").GetInt64();
}
