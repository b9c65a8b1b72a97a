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
