using System.Text.Json;
using Actors.Tests;
using static Actors.Webhooks.Tests.FeedStory;

namespace Actors.Webhooks.Tests;

/// <summary>An endpoint is tried with any type of event, and a test is marked as one.</summary>
public sealed class TestEventTests
{
    public static TheoryData<string> Types => [.. TestBodies.Types];

    [Theory]
    [MemberData(nameof(Types))]
    [Requirement("MM-19")]
    public void A_test_of_any_type_looks_like_the_real_one_and_says_that_it_is_a_test(string type)
    {
        var sent = Enabled(One, "order.failed").When(new FeedCommand.SendTest(One, "evt_test", T0) { Type = type });

        var push = sent.Single<Effect.Send>();
        (push.MessageId, push.Topic, push.Subject).ShouldBe(("evt_test", type, One));
        JsonSerializer.Deserialize(push.Context, PushContextJson.Default.PushContext)!.Test.ShouldBeTrue();
        sent.Effects.OfType<Effect.Log>().ShouldBeEmpty("nothing happened");
        using var body = JsonDocument.Parse(push.Body);
        body.RootElement.GetProperty("test").GetBoolean().ShouldBeTrue();
        (body.RootElement.GetProperty("id").GetString(), body.RootElement.GetProperty("type").GetString()).ShouldBe(("evt_test", type));
        body.RootElement.GetProperty("data").GetProperty("object").GetString().ShouldBe(type.StartsWith("order.", StringComparison.Ordinal) ? "order" : "webhook_endpoint_event");
    }

    [Fact]
    public void A_test_is_written_in_the_version_of_the_endpoint() =>
        Enabled().When(new FeedCommand.SendTest(One, "evt_test", T0) { Type = "order.succeeded" }).VersionFor().ShouldBe("2026-06-01");

    [Fact]
    public void While_an_endpoint_is_off_what_a_recovery_pushes_waits_for_it()
    {
        var story = Enabled().Given(new FeedCommand.Disable(One, "", T0));
        story.When(new FeedCommand.Recover(One, [Logged(1)], T0)).Pushes().ShouldBe([(One, "evt_1")]);
        story.When(new FeedCommand.Recover(Two, [Logged(1)], T0)).ShouldBe();
    }
}
