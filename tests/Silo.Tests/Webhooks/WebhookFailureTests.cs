using System.Net;
using Actors.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Actors.Tests.Webhooks;

/// <summary>Receivers that say no, and endpoints that are not sent to, over real HTTP.</summary>
public sealed class WebhookFailureTests
{
    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Any_other_status_is_tried_again(int status)
    {
        await using var receiver = await Receiver.Answering(status, "not today");
        await using var rig = new Rig().With(receiver.Url);

        var retry = (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Retry>();

        (retry.Detail.Outcome, retry.Detail.StatusCode, retry.Detail.Response).ShouldBe(($"http_{status}", status, "not today"));
        retry.Delay.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task The_last_attempt_parks_the_message_with_its_own_outcome()
    {
        await using var receiver = await Receiver.Answering(500);
        await using var rig = new Rig().With(receiver.Url);

        (await rig.Dispatch(Rig.Message(attempt: 11))).ShouldBeOfType<DispatchResult.Park>().Detail.Outcome.ShouldBe("http_500");
    }

    [Fact]
    public async Task Gone_stops_the_endpoint_at_once()
    {
        await using var receiver = await Receiver.Answering(410);
        await using var rig = new Rig().With(receiver.Url);

        var detail = (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Stop>().Detail;

        (detail.Outcome, detail.StatusCode).ShouldBe(("gone", 410));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_a_failure_and_is_not_followed(int status)
    {
        await using var target = await Receiver.Answering(200);
        await using var receiver = await Receiver.Start(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = target.Url;
            return Task.CompletedTask;
        });
        await using var rig = new Rig().With(receiver.Url);

        (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Retry>().Detail.Outcome.ShouldBe($"http_{status}");
        target.Waiting.ShouldBe(0);
    }

    [Theory]
    [InlineData("120")]
    [InlineData("Sun, 22 Nov 2026 10:02:00 GMT")]
    public async Task Retry_after_is_honoured_as_seconds_and_as_a_date(string value)
    {
        await using var receiver = await Receiver.Start(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = value;
            return Task.CompletedTask;
        });
        await using var rig = new Rig().With(receiver.Url);

        (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Retry>().Delay.ShouldBe(TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_not_sent_to()
    {
        await using var receiver = await Receiver.Answering(200);
        await using var rig = new Rig(Rig.To("127.0.0.1"), ("AllowInsecureEndpoints", "false"))
            .With($"https://partner.example:{receiver.Port}/");

        (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Retry>().Detail.Outcome.ShouldBe("blocked_address");
        receiver.Waiting.ShouldBe(0);
    }

    [Fact]
    [Requirement("DP-34")]
    public async Task A_test_event_is_sent_under_the_same_rules_as_a_push()
    {
        await using var receiver = await Receiver.Answering(200);
        await using var rig = new Rig(Rig.To("169.254.169.254", "127.0.0.1"), ("AllowInsecureEndpoints", "false"))
            .With($"https://partner.example:{receiver.Port}/");

        var result = await rig.Dispatch(Rig.Message() with { Topic = EventTypes.EndpointTest, Subject = "we_1" });

        result.ShouldBeOfType<DispatchResult.Retry>().Detail.Outcome.ShouldBe("blocked_address");
        receiver.Waiting.ShouldBe(0);
    }

    [Theory]
    [Requirement("DP-34")]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("::ffff:127.0.0.1")]        // mapped
    [InlineData("2002:7f00:1::1")]          // 6to4
    [InlineData("2001:0:7f00:1::1")]        // Teredo
    [InlineData("64:ff9b::7f00:1")]         // NAT64
    public async Task Push_test_and_challenge_are_dialled_under_one_rule(string address)
    {
        var looked = 0;
        await using var rig = new Rig(
            (_, _) =>
            {
                looked++;
                return Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]);
            },
            ("AllowInsecureEndpoints", "false"));
        var test = Rig.Message() with { Topic = EventTypes.EndpointTest, Subject = "we_1" };
        var challenge = Rig.Message() with { Kind = EndpointAddress.ChallengeKind, MessageId = "evt_ch_1", Topic = EventTypes.EndpointVerification };

        rig.With("https://partner.example/");
        (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Retry>().Detail.Outcome.ShouldBe("blocked_address");
        (await rig.Dispatch(test)).ShouldBeOfType<DispatchResult.Retry>().Detail.Outcome.ShouldBe("blocked_address");
        rig.With("https://partner.example/", status: EndpointStatus.Unverified);
        (await rig.Of(EndpointAddress.ChallengeKind).Dispatch(challenge, CancellationToken.None)).Detail.Outcome.ShouldBe("blocked_address");
        looked.ShouldBe(3, "the name was looked up each time, and what it leads to was refused");
    }

    [Fact]
    [Requirement("DP-34")]
    public async Task A_name_that_turns_inwards_between_two_attempts_is_not_followed()
    {
        // 127.0.0.2 stands for a public address; it speaks no TLS, so the first attempt ends there.
        await using var outer = await Receiver.Answering(200);
        var answers = new Queue<string>(["127.0.0.2", "127.0.0.1"]);
        await using var rig = new Rig(
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(answers.Dequeue())]),
            ("AllowedNetworks:0", "127.0.0.2/32"), ("AllowInsecureEndpoints", "false"));
        rig.With($"https://rebinding.example:{outer.Port}/");

        (await rig.Dispatch()).Detail.Outcome.ShouldNotBe("blocked_address");
        (await rig.Dispatch(Rig.Message(attempt: 2))).Detail.Outcome.ShouldBe("blocked_address");
        answers.ShouldBeEmpty("each attempt looked the name up, and dialled what it had checked");
    }

    [Fact]
    public async Task Plain_http_is_not_sent_to_in_production()
    {
        await using var receiver = await Receiver.Answering(200);
        await using var rig = new Rig(settings: ("AllowInsecureEndpoints", "false")).With(receiver.Url);

        (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Retry>().Detail.Outcome.ShouldBe("invalid_url");
        receiver.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Without_an_endpoint_it_waits_for_a_person()
    {
        await using var rig = new Rig();

        (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Park>().Detail.Outcome.ShouldBe("no_endpoint");
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("unverified")]
    public async Task An_endpoint_that_was_switched_off_since_the_claim_is_not_sent_to_and_that_is_no_attempt(string status)
    {
        await using var receiver = await Receiver.Answering(200);
        await using var rig = new Rig().With(receiver.Url, status: status);

        await Should.ThrowAsync<OverloadedException>(rig.Dispatch());
        receiver.Waiting.ShouldBe(0);
    }
}
