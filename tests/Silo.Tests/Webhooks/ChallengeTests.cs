using System.Text.Json;
using Actors.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Actors.Tests.Webhooks;

/// <summary>An address is pushed to only after it gave a challenge back.</summary>
public sealed class ChallengeTests
{
    [Theory]
    [InlineData("""{"challenge":"ch_1"}""", null)]
    [InlineData("", "ch_1")]
    [Requirement("MM-19")]
    public async Task Given_back_in_the_body_or_in_a_header_it_verifies(string body, string? header)
    {
        await using var receiver = await Receiver.Start(context =>
        {
            context.Response.Headers["webhook-challenge"] = header;
            return context.Response.WriteAsync(body);
        });
        await using var rig = new Rig().With(receiver.Url, status: EndpointStatus.Unverified);

        var result = await rig.Of("webhook-challenge").Dispatch(Challenge(), CancellationToken.None);

        result.ShouldBeOfType<DispatchResult.Delivered>();
        rig.Grains.Asked.ShouldHaveSingleItem().ShouldBeOfType<FeedCommand.Verified>().Challenge.ShouldBe("ch_1");
        var push = await receiver.Next();
        push.Headers["webhook-signature"].ToString().ShouldStartWith("v1,");
    }

    [Theory]
    [InlineData("""{"challenge":"ch_2"}""")]
    [InlineData("ch_1")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_receiver_that_says_yes_to_anything_is_not_verified(string body)
    {
        await using var receiver = await Receiver.Answering(200, body);
        await using var rig = new Rig().With(receiver.Url, status: EndpointStatus.Unverified);

        var result = await rig.Of("webhook-challenge").Dispatch(Challenge(), CancellationToken.None);

        result.ShouldBeOfType<DispatchResult.Retry>().Detail.Outcome.ShouldBe("challenge_failed");
        rig.Grains.Asked.ShouldBeEmpty();
    }

    [Fact]
    [Requirement("DP-34")]
    public async Task A_challenge_is_sent_under_the_same_rules_as_a_push()
    {
        await using var receiver = await Receiver.Answering(200);
        await using var rig = new Rig(Rig.To("127.0.0.1"), ("AllowInsecureEndpoints", "false"))
            .With($"https://partner.example:{receiver.Port}/", status: EndpointStatus.Unverified);

        (await rig.Of("webhook-challenge").Dispatch(Challenge(), CancellationToken.None)).Detail.Outcome.ShouldBe("blocked_address");
        receiver.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task One_that_nobody_waits_for_is_not_sent()
    {
        await using var receiver = await Receiver.Answering(200);
        await using var rig = new Rig().With(receiver.Url);

        (await rig.Of("webhook-challenge").Dispatch(Challenge(), CancellationToken.None)).Detail.Outcome.ShouldBe("superseded");
        receiver.Waiting.ShouldBe(0);
    }

    private static OutboxMessage Challenge() => Rig.Message(body: JsonSerializer.Serialize(new { challenge = "ch_1" })) with
    {
        Kind = "webhook-challenge", MessageId = "evt_ch_1", Topic = EventTypes.EndpointVerification, Deadline = null,
    };
}
