using System.Globalization;
using System.Text.Json;
using Actors.Tests.Description;

namespace Actors.Tests.Webhooks;

/// <summary>Real pushes, verified with the library of Standard Webhooks that npm has, and ed25519 with Node's crypto.</summary>
[Requirement("MM-42")]
public sealed class StandardWebhooksTests(ActorsApplication application)
{
    private const string NoMatch = "No matching signature found";

    [Fact]
    public async Task The_published_library_takes_our_pushes_and_nothing_else()
    {
        await using var pushes = await Pushes.Listen();
        var partner = await application.Provider();
        var (endpoint, key) = await Enabled(partner, pushes, "hmac");
        var push = await Tested(partner, endpoint, pushes);
        var sent = long.Parse(push.Headers["webhook-timestamp"], CultureInfo.InvariantCulture);

        (await Verify(
            (key["secret"], push),
            (Other("whsec_"), push),
            (key["secret"], push with { Body = push.Body.Replace("true", "false", StringComparison.Ordinal) }),
            (key["secret"], push.With("webhook-id", "evt_other")),
            (key["secret"], push.With("webhook-timestamp", Text(sent + 1))),
            (key["secret"], push.With("webhook-timestamp", Text(sent - 400))),
            (key["secret"], push.With("webhook-timestamp", Text(sent + 400))),
            (key["secret"], push.With("webhook-signature", "v2" + push.Signature[2..])),
            (Published, Example)))
            .ShouldBe(["ok", NoMatch, NoMatch, NoMatch, NoMatch, "Message timestamp too old", "Message timestamp too new", NoMatch, "Message timestamp too old"]);
        (push.Headers["webhook-test"], push.Headers["webhook-topic"]).ShouldBe(("true", "order.created"));
        push.Body.ShouldContain("\"test\":true");
    }

    [Theory]
    [InlineData("hmac")]
    [InlineData("ed25519")]
    public async Task While_keys_overlap_each_of_them_verifies_and_afterwards_only_the_newest(string signature)
    {
        await using var pushes = await Pushes.Listen();
        var partner = await application.Provider();
        var (endpoint, first) = await Enabled(partner, pushes, signature);
        var other = signature == "hmac" ? "ed25519" : "hmac";
        var second = (await partner.Post(endpoint + "/rotate", new { overlap_seconds = 604_800 })).ShouldBe(200);
        var third = (await partner.Post(endpoint + "/rotate", new { overlap_seconds = 3_600, signature = other })).ShouldBe(200);
        (second["signature"], third["signature"]).ShouldBe((signature, other));

        var during = await Tested(partner, endpoint, pushes);
        during.Signature.Split(' ').Length.ShouldBe(3);
        (await Verify((KeyOf(first), during), (KeyOf(second), during), (KeyOf(third), during))).ShouldBe(["ok", "ok", "ok"]);

        (await partner.Post("/sandbox/clock/advance", new { by_seconds = 3_601 })).ShouldBe(200);
        var after = await Tested(partner, endpoint, pushes);
        (await Verify((KeyOf(first), after), (KeyOf(second), after), (KeyOf(third), after))).ShouldBe([NoMatch, NoMatch, "ok"]);

        var last = (await partner.Post(endpoint + "/rotate", new { overlap_seconds = 0 })).ShouldBe(200);
        var now = await Tested(partner, endpoint, pushes);
        (await Verify((KeyOf(third), now), (KeyOf(last), now))).ShouldBe([NoMatch, "ok"]);
    }

    [Fact]
    public async Task With_ed25519_a_partner_holds_a_public_key_only()
    {
        await using var pushes = await Pushes.Listen();
        var partner = await application.Provider();
        var (endpoint, made) = await Enabled(partner, pushes, "ed25519");
        made.Json.TryGetProperty("secret", out _).ShouldBeFalse();
        made.Text.ShouldNotContain("whsk_");
        (await partner.Get(endpoint)).ShouldBe(200)["public_key"].ShouldBe(made["public_key"]);

        var push = await Tested(partner, endpoint, pushes);
        push.Signature.ShouldStartWith("v1a,");
        (await Verify(
            (made["public_key"], push),
            (Other("whpk_"), push),
            (made["public_key"], push with { Body = push.Body + " " })))
            .ShouldBe(["ok", NoMatch, NoMatch]);
        (await partner.Post("/webhook-endpoints", new { url = pushes.Url, signature = "rsa" })).ShouldRefuse(422, "signature_unknown", "/signature");
    }

    [Fact]
    public async Task A_test_stands_for_a_known_type_only()
    {
        await using var pushes = await Pushes.Listen();
        var partner = await application.Provider();
        var (endpoint, _) = await Enabled(partner, pushes, "hmac");
        (await partner.Post(endpoint + "/test", new { type = "order.shipped" })).ShouldRefuse(422, "event_type_unknown", "/type");
        (await partner.Post(endpoint + "/test")).ShouldBe(200);
        (await pushes.Next()).Headers["webhook-topic"].ShouldBe("endpoint.test");
    }

    /// <summary>The standard's own example. It is of 2021: the library must get as far as its age, and no further.</summary>
    private const string Published = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static Push Example => new("""{"test": 2432232314}""", new Dictionary<string, string>
    {
        ["webhook-id"] = "msg_p5jXN8AQM9LWM0D4loKWxJek",
        ["webhook-timestamp"] = "1614265330",
        ["webhook-signature"] = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });

    private static string KeyOf(Answer endpoint) => endpoint["signature"] == "hmac" ? endpoint["secret"] : endpoint["public_key"];

    private static string Other(string prefix) => prefix + Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<(string Path, Answer Made)> Enabled(Client partner, Pushes pushes, string signature)
    {
        var made = (await partner.Post("/webhook-endpoints", new { url = pushes.Url, signature })).ShouldBe(201);
        var challenge = await pushes.Next();
        (await Verify((KeyOf(made), challenge))).ShouldBe(["ok"], "a challenge is signed as every push");
        var path = "/webhook-endpoints/" + made.Id;
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await partner.Get(path))["status"] != "enabled")
        {
            soon.Token.ThrowIfCancellationRequested();
        }

        return (path, made);
    }

    private static async Task<Push> Tested(Client partner, string endpoint, Pushes pushes)
    {
        (await partner.Post(endpoint + "/test", new { type = "order.created" })).ShouldBe(200);
        return await pushes.Next();
    }

    private static async Task<string[]> Verify(params (string Key, Push Push)[] cases)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(
                cases.Select(one => new { key = one.Key, headers = one.Push.Headers, body = one.Push.Body })));
            return JsonSerializer.Deserialize<string[]>(await NodeTool.Run("verify-webhooks.mjs", [file]))!;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
