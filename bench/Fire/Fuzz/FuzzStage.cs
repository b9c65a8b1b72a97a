using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Bench.Fire.Cluster;
using Actors.Tests.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Actors.Bench.Fire.Fuzz;

/// <summary>
/// A silo as a process, with two tenants (a provider and a marketplace each) whose texts all carry a word of their own:
/// in products, prices, fields, orders, answers, users, endpoints, events, and in what their receivers say.
/// </summary>
internal sealed class FuzzStage : IAsyncDisposable
{
    /// <summary>What a silo may take for its objects. Whoever could make it need more would end it, and the run.</summary>
    private const int HeapMegabytes = 400;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, string> _owners = [];
    private readonly Lazy<RawClient> _client;
    private WebApplication? _receiver;

    private FuzzStage()
    {
        var environment = new Dictionary<string, string>(SiloProcess.OnSqlite(_folder.Path)) { ["DOTNET_GCHeapHardLimit"] = $"{HeapMegabytes * 1024 * 1024:x}" };
        Silo = new SiloProcess(
            environment,
            "--Webhooks:AllowInsecureEndpoints", "true", "--Actors:PublicUrl", "http://localhost",
            "--Api:RateLimits:Production", "10000000", "--Api:RateLimits:Sandbox", "10000000", "--Api:RateLimits:Unauthenticated", "10000000");
        _client = new Lazy<RawClient>(() => new RawClient(Silo.Address));
    }

    public SiloProcess Silo { get; }

    public Contract Contract { get; private set; } = null!;

    public IReadOnlyList<FuzzTenant> Tenants { get; } = [new("alpha", "Zqxalpha"), new("beta", "Zqxbeta")];

    /// <summary>Those whose requests are made odd: both tenants' sides and the operator.</summary>
    public List<FuzzCaller> Callers { get; } = [];

    public FuzzCaller Operator { get; private set; } = null!;

    /// <summary>The operator of the other environment.</summary>
    public FuzzCaller Elsewhere { get; private set; } = null!;

    /// <summary>A key of the first tenant that may do next to nothing.</summary>
    public FuzzCaller Bare { get; private set; } = null!;

    public FuzzCaller Stranger { get; private set; } = null!;

    public static async Task<FuzzStage> SetAsync()
    {
        var stage = new FuzzStage();
        try
        {
            await stage.BeginAsync();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Who was given an id first.</summary>
    public string? OwnerOf(string id) => _owners.GetValueOrDefault(id);

    public FuzzCaller Of(FuzzTenant tenant, string side) => Callers.First(caller => caller.Name == $"{tenant.Name}_{side}");

    /// <summary>What requests stand on is there again, whatever the odd ones did to it: a product that can be ordered, an order, an endpoint.</summary>
    public async Task RefreshAsync(FuzzTenant tenant)
    {
        var (provider, marketplace) = (Of(tenant, "provider"), Of(tenant, "marketplace"));
        await AskAsync(Operator, "PUT", "/product-types/utilities_broadband", """{"required_meta":[]}""", null);
        await TradeAsync(provider, marketplace, "Superfast", archive: false);
        foreach (var side in (FuzzCaller[])[provider, marketplace])
        {
            var there = (await AskAsync(side, "GET", "/webhook-endpoints?limit=100")).Json.GetProperty("data").EnumerateArray().Where(one => one.GetProperty("status").GetString() == "enabled").ToList();
            if (there.Count == 0)
            {
                await EndpointAsync(side, "");
            }
            else
            {
                side.Use(there[^1].GetProperty("id").GetString()!);
            }
        }
    }

    /// <summary>Where partners listen: the examples' own address is nobody's on this machine, and their time may be yet to come.</summary>
    public string Local(string body) => body.Replace("2026-11-22T09:30:00.000Z", "2026-11-01T00:00:00.000Z", StringComparison.Ordinal).Replace("https://partner.example.com", _receiver!.Urls.First(), StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }

        Silo.Dispose();
        if (_receiver is not null)
        {
            await _receiver.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task BeginAsync()
    {
        await ListenAsync();
        await Silo.StartAsync();
        Operator = new FuzzCaller("operator", await Silo.TokenAsync("operator, sandbox"), null, seesAll: true, _owners);
        Elsewhere = new FuzzCaller("operator of production", await Silo.TokenAsync("operator, production"), null, seesAll: false, _owners);
        foreach (var own in (FuzzCaller[])[Operator, Elsewhere])
        {
            // As below: whoever revokes its own key asks for nothing any more.
            _owners["key_" + own.Token!.Split('_')[2]] = "";
        }

        Stranger = new FuzzCaller("stranger", null, null, seesAll: false, _owners);
        Contract = new Contract((await AskAsync(Stranger, "GET", "/openapi.json")).Json);
        foreach (var tenant in Tenants)
        {
            Callers.Add(await KeyAsync(tenant, "provider"));
            Callers.Add(await KeyAsync(tenant, "marketplace"));
        }

        Callers.Add(Operator);
        Bare = await KeyAsync(Tenants[0], "provider", """,["users:read"]""");
        foreach (var tenant in Tenants)
        {
            await FillAsync(tenant);
            await RefreshAsync(tenant);
        }
    }

    private async Task FillAsync(FuzzTenant tenant)
    {
        var (provider, marketplace) = (Of(tenant, "provider"), Of(tenant, "marketplace"));
        await EndpointAsync(provider, tenant.Marker);
        await EndpointAsync(marketplace, tenant.Marker);
        await TradeAsync(provider, marketplace, tenant.Marker, archive: true);
        foreach (var side in (FuzzCaller[])[provider, marketplace])
        {
            await UntilAsync(side, "/attempts?type=order.created,order.succeeded", list => list.GetProperty("data").GetArrayLength() > 0);
            foreach (var list in Contract.Operations.Where(one => one.Method == "GET" && !one.Path.Contains('{', StringComparison.Ordinal)))
            {
                await AskAsync(side, "GET", list.Path, mayFail: true);
            }
        }
    }

    private async Task TradeAsync(FuzzCaller provider, FuzzCaller marketplace, string word, bool archive)
    {
        var product = IdOf(await AskAsync(provider, "POST", "/products", Json(new { name = word, description = word, product_type = "utilities_broadband", meta = new { speed = "80", channels = "1", note = word }, enabled = true })));
        var price = IdOf(await AskAsync(provider, "POST", $"/products/{product}/pricing", Json(new { name = word, currency = "GBP", amount = 3999 })));
        var own = provider.Tenant!.Marker;
        var order = Json(new
        {
            prod_id = product, pricing_id = price, input = new { note = own }, metadata = new { note = own },
            user = new { reference = own, name = own, email = own + "@example.com", address = new { line1 = own, city = own, postcode = "N1 1AA", country = "GB" } },
        });
        await AskAsync(provider, "PUT", $"/products/{product}/fields", """{"fields":[{"name":"note","type":"text"},{"name":"appointment","type":"date"},{"name":"router","type":"choice","options":["none","basic","mesh"]},{"name":"access","type":"text"}]}""");
        if (!archive)
        {
            // One whose minute is over, for those who answer by hand.
            provider.Learn((await AskAsync(marketplace, "POST", "/orders", order)).Text);
            await AskAsync(provider, "POST", "/sandbox/clock/advance", """{"by_seconds":61}""");
        }

        var id = IdOf(await AskAsync(marketplace, "POST", "/orders", order));
        foreach (var caller in (FuzzCaller[])[provider, marketplace])
        {
            await AskAsync(caller, "GET", "/orders/" + id);
            foreach (var one in (string[])[product, price, id])
            {
                caller.Use(one);
                Operator.Use(one);
            }
        }

        if (archive)
        {
            // An answer takes back what was not pushed yet.
            await UntilAsync(provider, "/attempts?type=order.created", list => list.GetProperty("data").GetArrayLength() > 0);
            await AskAsync(provider, "POST", "/orders/" + id, Json(new { status = "Succesful", output = new { note = own } }));

            // What can be ordered is for all marketplaces to see; this is no more.
            await AskAsync(provider, "PATCH", $"/products/{product}", Json(new { enabled = false }));
            await AskAsync(provider, "POST", $"/products/{product}/archive");
        }
    }

    private async Task EndpointAsync(FuzzCaller caller, string word)
    {
        var id = IdOf(await AskAsync(caller, "POST", "/webhook-endpoints", Json(new { url = $"{_receiver!.Urls.First()}/{word}", description = word, metadata = new { note = word } })));
        caller.Use(id);
        await UntilAsync(caller, "/webhook-endpoints/" + id, one => one.GetProperty("status").GetString() == "enabled");
    }

    private async Task<FuzzCaller> KeyAsync(FuzzTenant tenant, string side, string scopes = "")
    {
        var answer = await AskAsync(Operator, "POST", "/keys", $$"""{"owner":"{{tenant.Name}}_{{side}}","role":"{{side}}","name":"{{tenant.Marker}}"{{(scopes.Length > 0 ? ",\"scopes\":" + scopes[1..] : "")}}}""");

        // Nobody's to use: a revoked one could ask for nothing any more.
        _owners[IdOf(answer)] = "";
        return new FuzzCaller($"{tenant.Name}_{side}", answer.Json.GetProperty("token").GetString(), tenant, seesAll: false, _owners);
    }

    private async Task UntilAsync(FuzzCaller caller, string path, Func<JsonElement, bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds((await AskAsync(caller, "GET", path)).Json))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"{path} did not come to be as it should within {Limit}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private async Task<RawAnswer> AskAsync(FuzzCaller caller, string method, string path, string? body = null, string? key = "", bool mayFail = false)
    {
        List<(string, string)> headers = [("If-Match", "*")];
        if (caller.Token is not null)
        {
            headers.Add(("Authorization", "Bearer " + caller.Token));
        }

        if (key is not null && method == "POST")
        {
            headers.Add(("Idempotency-Key", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString()));
        }

        if (body is not null)
        {
            headers.Add(("Content-Type", "application/json"));
        }

        RawAnswer answer;
        await _oneByOne.WaitAsync();
        try
        {
            answer = await _client.Value.SendAsync(new RawRequest(method, path, headers, body is null ? null : System.Text.Encoding.UTF8.GetBytes(body)), alone: false, Limit);
        }
        finally
        {
            _oneByOne.Release();
        }

        if (answer.Status >= 300 && !mayFail)
        {
            throw new InvalidOperationException($"{caller}: {method} {path} {body} got {answer}");
        }

        if (path != "/keys")
        {
            caller.Learn(answer.Text);
        }

        return answer;
    }

    private readonly SemaphoreSlim _oneByOne = new(1);

    private async Task ListenAsync()
    {
        _receiver = LocalServer.Build();
        _receiver.Run(async context =>
        {
            var push = await JsonNode.ParseAsync(context.Request.Body);
            await context.Response.WriteAsJsonAsync(new { challenge = push?["challenge"]?.GetValue<string>(), heard = context.Request.Path.Value });
        });
        await _receiver.StartAsync();
    }

    private static string IdOf(RawAnswer answer) => answer.Json.GetProperty("id").GetString()!;

    private static string Json(object value) => JsonSerializer.Serialize(value);
}
