using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Actors.Commands.Listen;
using Actors.Commands.Partner;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Commands;

/// <summary><c>listen</c> and <c>resend</c> against a real silo and a real server of a developer.</summary>
public sealed class ListenTests(ActorsApplication application)
{
    [Fact]
    [Requirement("MM-26")]
    [Requirement("MM-27")]
    [Requirement("MM-30")]
    public async Task A_provider_with_nothing_but_a_key_gets_a_genuine_order_and_answers_it()
    {
        var trade = await Trade.Begin(application);
        await using var server = await Server.Start(PartnerKey.SecretOf(trade.Provider.Token!));
        await using var shell = Shell.Start(ListenCommand.ListenAsync, trade.Provider, "--forward-to", server.Url);
        await shell.Says("Forwarding to");

        var order = await TestOrder(trade);
        var push = await server.Next();

        push.Genuine.ShouldBeTrue();
        push["webhook-topic"].ShouldBe("order.created");
        push["webhook-attempt"].ShouldBe("1");
        using var body = JsonDocument.Parse(push.Body);
        body.RootElement.GetProperty("data").GetProperty("id").GetString().ShouldBe(order);
        (await trade.Provider.Post("/orders/" + order, new { status = "Succesful", output = new { code = "1" } }, ("Idempotency-Key", push["webhook-id"]))).ShouldBe(200);
        (await shell.Says("order.created")).ShouldContain($"#1 order.created {order}  → 204 in ");
        (await shell.Stop()).ShouldBe(ExitCode.Done);
        shell.Text.ShouldContain("--from 1");
        shell.Text.ShouldNotContain(trade.Provider.Token!);
    }

    [Fact]
    public async Task Headers_and_body_are_those_of_a_push()
    {
        var trade = await Trade.Begin(application);
        var provider = trade.Provider;
        await using var pushed = await Server.Start("whsec_" + Convert.ToBase64String(new byte[32]));
        var endpoint = (await provider.Post("/webhook-endpoints", new { url = pushed.Url })).ShouldBe(201);
        await application.Verify(provider, endpoint.Id);
        await using var listening = await Server.Start(PartnerKey.SecretOf(provider.Token!));
        await using var shell = Shell.Start(ListenCommand.ListenAsync, provider, "--forward-to", listening.Url, "--api-version", "1");
        await shell.Says("Forwarding to");

        var order = trade.Body();
        order["input"]!["note"] = "Zoë <o'Neill> & \"co\" +44 \\ \u2028";
        (await trade.Place(order)).ShouldBe(201);
        var pull = await listening.Next();
        var push = await pushed.Next();
        while (push["webhook-id"] != pull["webhook-id"])
        {
            push = await pushed.Next();
        }

        Encoding.UTF8.GetString(pull.Body).ShouldBe(Encoding.UTF8.GetString(push.Body));
        string[] ofThisAttempt = ["host", "webhook-timestamp", "webhook-signature"];
        Shown(pull).ShouldBe(Shown(push));
        push["webhook-deadline"].ShouldNotBeEmpty();

        string Shown(Push one) => string.Join('\n', one.Headers.Where(header => !ofThisAttempt.Contains(header.Key)).OrderBy(header => header.Key).Select(header => $"{header.Key}: {header.Value}"));
    }

    [Fact]
    [Requirement("MM-36")]
    public async Task An_order_has_its_60_seconds_while_somebody_listens()
    {
        var trade = await Trade.Begin(application);
        await using var server = await Server.Start(PartnerKey.SecretOf(trade.Provider.Token!));
        var silent = await Trade.Begin(application);
        var unheard = await silent.Provider.Get("/orders/" + await TestOrder(silent));
        await using var shell = Shell.Start(ListenCommand.ListenAsync, trade.Provider, "--forward-to", server.Url);
        await shell.Says("Forwarding to");
        await Following(trade.Provider);

        await TestOrder(trade);

        unheard["queue"].ShouldBe("manual");
        (await server.Next())["webhook-deadline"].ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_lost_while_the_server_is_down()
    {
        var trade = await Trade.Begin(application);
        var secret = PartnerKey.SecretOf(trade.Provider.Token!);
        var port = FreePort();
        await using var shell = Shell.Start(ListenCommand.ListenAsync, trade.Provider, "--forward-to", port.ToString(CultureInfo.InvariantCulture), "--from", "beginning");
        await shell.Says("Forwarding to");
        string[] orders = [await TestOrder(trade), await TestOrder(trade), await TestOrder(trade)];
        (await shell.Says("connection_failed")).ShouldContain("waiting for your server");

        await using var server = await Server.Start(secret, port: port);
        HashSet<string> got = [];
        for (var i = 0; i < orders.Length; i++)
        {
            using var body = JsonDocument.Parse((await server.Next()).Body);
            got.Add(body.RootElement.GetProperty("data").GetProperty("id").GetString()!);
        }

        got.ShouldBe(orders, ignoreOrder: true);
    }

    [Fact]
    [Requirement("G7")]
    public async Task Events_of_one_order_wait_for_each_other_and_the_reason_is_shown()
    {
        var trade = await Trade.Begin(application);
        var tries = 0;
        await using var server = await Server.Start(
            PartnerKey.SecretOf(trade.Provider.Token!), push => push["webhook-topic"] == "order.created" && Interlocked.Increment(ref tries) < 3 ? 500 : 200);
        var order = await TestOrder(trade);
        (await trade.Respond(order, "Need_more_info", new { required_fields = "note" })).ShouldBe(200);
        (await trade.Provider.Post($"/sandbox/orders/{order}/info", new { fields = new { note = "x" } })).ShouldBe(200);
        await Logged(trade.Provider, 2);

        await using var shell = Shell.Start(ListenCommand.ListenAsync, trade.Provider, "--forward-to", server.Url, "--from", "beginning");

        List<string> came = [];
        for (var i = 0; i < 4; i++)
        {
            var push = await server.Next();
            came.Add($"{push["webhook-topic"]} {push["webhook-attempt"]}");
        }

        came.ShouldBe(["order.created 1", "order.created 2", "order.created 3", "order.updated 1"]);
        (await shell.Says("→ 500")).ShouldContain("again in 1 s");
        (await shell.Says("your server says")).ShouldContain("The database is not there.");
    }

    [Fact]
    public async Task It_goes_on_where_it_was_told_and_takes_what_it_was_told()
    {
        var trade = await Trade.Begin(application);
        await using var server = await Server.Start(PartnerKey.SecretOf(trade.Provider.Token!));
        string[] orders = [await TestOrder(trade), await TestOrder(trade), await TestOrder(trade)];
        var log = await Logged(trade.Provider, 3);
        var first = log.Single(logged => logged.GetProperty("cursor").GetInt64() == 1).GetProperty("id").GetString()!;

        foreach (var (from, count) in new[] { ("beginning", 3), (first, 2), ("2", 1) })
        {
            await using var shell = Shell.Start(
                ListenCommand.ListenAsync, trade.Provider, "--forward-to", server.Url, "--from", from, "--events", "order.*", "--json");
            for (var i = 0; i < count; i++)
            {
                using var line = JsonDocument.Parse(await shell.Says("\"outcome\":\"delivered\""));
                line.RootElement.GetProperty("status").GetInt32().ShouldBe(204);
                await server.Next();
            }

            (await shell.Stop()).ShouldBe(ExitCode.Done);
            shell.Text.ShouldContain("--from 3");
        }

        server.Waiting.ShouldBe(0);
        orders.Length.ShouldBe(3);
    }

    [Fact]
    public async Task One_event_is_sent_once_more_whether_or_not_anything_listens()
    {
        var trade = await Trade.Begin(application);
        await TestOrder(trade);
        var id = (await Logged(trade.Provider, 1))[0].GetProperty("id").GetString()!;
        await using var server = await Server.Start(PartnerKey.SecretOf(trade.Provider.Token!), _ => 200);

        await using var taken = Shell.Start(ResendCommand.ResendAsync, trade.Provider, id, "--forward-to", server.Url);
        (await taken.Ends()).ShouldBe(ExitCode.Done, taken.Text);
        (await server.Next())["webhook-id"].ShouldBe(id);

        await using var numbered = Shell.Start(ResendCommand.ResendAsync, trade.Provider, "1", "--forward-to", server.Url);
        (await numbered.Ends()).ShouldBe(ExitCode.Done, numbered.Text);
        (await server.Next())["webhook-id"].ShouldBe(id);

        await using var other = Shell.Start(ResendCommand.ResendAsync, trade.Provider, id, "--forward-to", server.Url, "--secret", "whsec_AAAA");
        (await other.Ends()).ShouldBe(ExitCode.Refused);
        other.Text.ShouldContain("→ 401");

        await using var unknown = Shell.Start(ResendCommand.ResendAsync, trade.Provider, "evt_1", "--forward-to", server.Url);
        (await unknown.Ends()).ShouldBe(ExitCode.Refused);
        unknown.Text.ShouldContain("event_not_found");
        unknown.Text.ShouldContain("req_");
    }

    [Fact]
    public async Task An_unknown_key_ends_it_with_the_reason()
    {
        var provider = await application.Provider();
        await using var server = await Server.Start(PartnerKey.SecretOf(provider.Token!));
        await using var shell = Shell.Start(ListenCommand.ListenAsync, provider with { Token = provider.Token![..^1] + "!" }, "--forward-to", server.Url);

        (await shell.Ends()).ShouldBe(ExitCode.Refused);
        shell.Text.ShouldContain("code authentication_failed, request req_");
        shell.Text.ShouldNotContain(provider.Token![^20..]);
    }

    [Fact]
    public async Task An_API_that_is_away_or_asks_for_patience_is_asked_again()
    {
        var asked = 0;
        await using var api = await Stub(context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref asked) switch { 1 => 503, 2 => 429, _ => 200 };
            context.Response.Headers.RetryAfter = "1";
            if (asked == 3)
            {
                context.Abort();
            }

            return context.Response.WriteAsync(context.Request.Query.ContainsKey("after") ? """{"data":[]}""" : """{"data":[{"cursor":7}]}""");
        });
        var variables = new Dictionary<string, string> { ["ACTORS_KEY"] = "sk_test_1" };
        await using var shell = Shell.Start(ListenCommand.ListenAsync, variables, "--api", api.Urls.First(), "--forward-to", "3000");

        (await shell.Says("503")).ShouldContain("again in 1 s");
        await shell.Says("too many requests");
        await shell.Says("answers again");
        (await shell.Says("Forwarding to")).ShouldContain("#7");
    }

    [Theory]
    [InlineData("sk_live_1", "production key", "--forward-to", "3000")]
    [InlineData("", "ACTORS_KEY", "--forward-to", "3000")]
    [InlineData("sk_test_1", "--forward-to http", "--from", "now")]
    [InlineData("sk_test_1", "no option --forward", "--forward", "3000")]
    [InlineData("sk_test_1", "--forward-to needs a value", "--forward-to")]
    [InlineData("sk_test_1", "no event 'order.expired'", "--forward-to", "3000", "--events", "order.expired")]
    [InlineData("sk_test_1", "whsec_", "--forward-to", "3000", "--secret", "hello")]
    public async Task What_makes_no_sense_is_refused_with_what_would(string key, string part, params string[] args)
    {
        await using var shell = Shell.Start(ListenCommand.ListenAsync, new Dictionary<string, string> { ["ACTORS_KEY"] = key }, args);

        (await shell.Ends()).ShouldBe(ExitCode.Usage);
        shell.Text.ShouldContain(part);
    }

    private static async Task<string> TestOrder(Trade trade) =>
        (await trade.Provider.Post("/sandbox/orders", trade.Body(), ("Idempotency-Key", Trade.NewKey()))).ShouldBe(201).Id;

    /// <summary>The log, once it holds so many events.</summary>
    private static async Task<JsonElement[]> Logged(Client client, int count)
    {
        for (var after = 0; after < count; after++)
        {
            (await client.Get($"/events?after={after}&wait=30")).Json.GetProperty("data").GetArrayLength().ShouldBeGreaterThan(0);
        }

        return [.. (await client.Get("/events?after=0&limit=100")).Json.GetProperty("data").EnumerateArray()];
    }

    /// <summary>Returns when the silo knows of somebody who waits for this account's events.</summary>
    private async Task Following(Client client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!application.IsFollowed(client))
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<WebApplication> Stub(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
