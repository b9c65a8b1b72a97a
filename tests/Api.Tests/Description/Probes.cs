using System.Text;
using System.Text.RegularExpressions;
using Actors.Keys;

namespace Actors.Tests.Description;

/// <summary>What is wrong in the same way with every operation: each refusal that the description lists is provoked.</summary>
internal sealed class Probes(ActorsApplication host, Contract contract, Recording recording)
{
    private readonly Dictionary<KeyRole, Client> _clients = [];

    /// <summary>Probes all operations; gives what was not refused as it should be.</summary>
    public async Task<IReadOnlyList<string>> Run()
    {
        foreach (var role in Enum.GetValues<KeyRole>())
        {
            _clients[role] = await host.As(role);
        }

        var limited = new Dictionary<string, Client>
        {
            [Scopes.UsersRead] = await host.As(KeyRole.Provider, scopes: [Scopes.UsersRead]),
            [Scopes.OrdersRead] = await host.As(KeyRole.Provider, scopes: [Scopes.OrdersRead]),
        };
        var wrong = new List<string>();
        foreach (var operation in contract.Operations.OrderBy(operation => operation.Id, StringComparer.Ordinal))
        {
            var able = Able(operation);
            var lacking = limited.First(client => client.Key != Scope(operation)).Value;
            wrong.AddRange(await Run(operation, able, lacking));
        }

        return wrong;
    }

    private async Task<IReadOnlyList<string>> Run(Operation operation, Client able, Client lacking)
    {
        var wrong = new List<string>();
        await Expect(401, host.Stranger());
        await Expect(400, able, headers: ("Api-Version", "99"));
        await Expect(400, able, query: "?surprise=1");
        await Expect(406, able, headers: ("Accept", "text/csv"));
        await Expect(414, able, query: "?surprise=" + new string('x', 5_000));
        await Expect(431, able, headers: ("X-Long", new string('x', 20_000)));
        if (Scope(operation) is not null)
        {
            await Expect(403, lacking);
        }

        if (contract.Response(operation, 428) is not null)
        {
            await Expect(428, able, recording.Calls.GetValueOrDefault(operation.Id)?.Body?.ToJsonString(), headers: ("If-Match", ""));
        }

        if (operation.Body is not null)
        {
            await Expect(400, able, "{ \"unfinished\": ");
            await Expect(422, able, "{ \"surprise\": 1 }");
            await Expect(413, able, "{ \"long\": \"" + new string('x', 70_000) + "\" }");
            await Expect(415, able, "{}", type: "text/plain");
        }

        if (operation.Path.Contains('{', StringComparison.Ordinal))
        {
            await Expect(404, able, recording.Calls.GetValueOrDefault(operation.Id)?.Body?.ToJsonString());
        }

        if (operation.Takes("limit"))
        {
            await Expect(422, able, query: "?limit=0");
        }

        return wrong;

        async Task Expect(int status, Client client, string? body = null, string type = "application/json", string query = "", (string, string)? headers = null)
        {
            var answer = await Send(operation, client, body, type, query, headers);
            recording.Keep(operation.Id, answer);
            if (answer.Status != status)
            {
                wrong.Add($"{operation.Id}: {status} was expected, {answer.Status} came: {answer.Text}");
            }
        }
    }

    private async Task<Answer> Send(Operation operation, Client client, string? body, string type, string query, (string Name, string Value)? header)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), Filled(operation) + query);
        if (client.Token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + client.Token);
        }

        if (operation.Takes("Idempotency-Key"))
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", Trade.NewKey());
        }

        if (operation.Takes("If-Match") && header?.Name != "If-Match")
        {
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        }

        if (header is { } further)
        {
            request.Headers.TryAddWithoutValidation(further.Name, further.Value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }

        using var response = await host.Http.SendAsync(request);
        return await Answer.Of(response);
    }

    /// <summary>A path to nothing.</summary>
    private static string Filled(Operation operation) => Regex.Replace(operation.Path, @"\{(\w+)\}", match =>
        operation.Pattern.IsMatch(operation.Path.Replace(match.Value, "x", StringComparison.Ordinal)) ? "unknown" : "999999");

    private Client Able(Operation operation) =>
        recording.Calls.TryGetValue(operation.Id, out var call) ? call.Client : _clients.First(client => Scope(operation) is not { } scope || Scopes.Of(client.Key).Contains(scope)).Value;

    private static string? Scope(Operation operation) => operation.Json.TryGetProperty("x-required-scope", out var scope) ? scope.GetString() : null;
}
