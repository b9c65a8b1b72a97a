using System.Text;
using Actors.Webhooks;
using Microsoft.AspNetCore.Http;
using Partner;

namespace Actors.Tests.Webhooks;

[Requirement("MM-42")]
public sealed class WebhookSignerTests
{
    private const string Published = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly DateTimeOffset Sent = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void Signs_the_published_example_as_published() =>
        WebhookSigner.Sign([Published], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""u8)
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void Every_secret_signs_in_the_given_order()
    {
        var newest = WebhookSigner.Sign([Rig.Secret(2)], "evt_1", 1, "{}"u8);
        var oldest = WebhookSigner.Sign([Published], "evt_1", 1, "{}"u8);

        WebhookSigner.Sign([Rig.Secret(2), Published], "evt_1", 1, "{}"u8).ShouldBe($"{newest} {oldest}");
    }

    [Fact]
    public void Nothing_goes_out_unsigned() =>
        Should.Throw<ArgumentOutOfRangeException>(() => WebhookSigner.Sign([], "evt_1", 1, "{}"u8));

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_not*base64")]
    public void A_broken_secret_is_refused_and_not_repeated(string secret) =>
        Should.Throw<FormatException>(() => WebhookSigner.Sign([secret], "evt_1", 1, "{}"u8))
            .Message.ShouldNotContain(secret["whsec_".Length..].Length > 0 ? secret[6..] : "whsec_ ");

    [Theory]
    [InlineData("""{"ok":true}""", 0, true)]
    [InlineData("""{"ok":true}""", 300, true)]
    [InlineData("""{"ok":true}""", -300, true)]
    [InlineData("""{"ok":true}""", 301, false)]
    [InlineData("""{"ok":true}""", -301, false)]
    [InlineData("""{"ok":false}""", 0, false)]
    public void The_sample_partner_takes_what_we_sign_and_nothing_else(string body, int later, bool accepted)
    {
        var headers = Headers(WebhookSigner.Sign([Published], "evt_1", Sent.ToUnixTimeSeconds(), """{"ok":true}"""u8));

        Webhook.Verify(Published, headers, Encoding.UTF8.GetBytes(body), Sent.AddSeconds(later)).ShouldBe(accepted);
    }

    [Fact]
    public void The_sample_partner_takes_either_secret_during_an_overlap_but_no_third()
    {
        var headers = Headers(WebhookSigner.Sign([Rig.Secret(2), Rig.Secret(1)], "evt_1", Sent.ToUnixTimeSeconds(), "{}"u8));

        Webhook.Verify(Rig.Secret(1), headers, [.. "{}"u8], Sent).ShouldBeTrue();
        Webhook.Verify(Rig.Secret(2), headers, [.. "{}"u8], Sent).ShouldBeTrue();
        Webhook.Verify(Rig.Secret(3), headers, [.. "{}"u8], Sent).ShouldBeFalse();
    }

    [Theory]
    [InlineData("webhook-id", "evt_2")]
    [InlineData("webhook-timestamp", "1614265331")]
    [InlineData("webhook-timestamp", "-9223372036854775808")]
    [InlineData("webhook-timestamp", "")]
    [InlineData("webhook-signature", "")]
    [InlineData("webhook-signature", "v1,")]
    public void The_sample_partner_refuses_altered_headers(string header, string value)
    {
        var headers = Headers(WebhookSigner.Sign([Published], "evt_1", Sent.ToUnixTimeSeconds(), "{}"u8));
        headers[header] = value;

        Webhook.Verify(Published, headers, [.. "{}"u8], Sent).ShouldBeFalse();
    }

    private static HeaderDictionary Headers(string signature) => new()
    {
        ["webhook-id"] = "evt_1",
        ["webhook-timestamp"] = "1614265330",
        ["webhook-signature"] = signature,
    };
}
