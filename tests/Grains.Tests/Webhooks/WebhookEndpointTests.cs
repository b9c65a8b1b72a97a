using Actors.Tests;

namespace Actors.Webhooks.Tests;

/// <summary>Where pushes go and what signs them.</summary>
public sealed class WebhookEndpointTests
{
    private static readonly DateTimeOffset T0 = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    [Requirement("MM-19")]
    public void It_starts_with_one_secret_that_does_not_expire()
    {
        var story = Story().Given(Set());
        story.View.Status.ShouldBe("Active");
        story.View.Secrets.ShouldBe([new EndpointSecret("s1", T0, null)]);
        story.Index.ShouldBe(new GrainIndex("acc_a", DataEnvironment.Sandbox, "Active"));
    }

    [Fact]
    public void Another_url_keeps_the_secrets()
    {
        var story = Story().Given(Set());
        story.When(Set() with { SealedSecret = "s2" }).ShouldBe();
        story.When(Set("https://example.com/b") with { SealedSecret = "s2" }).ShouldBe("Moved");
        (story.View.Url, story.View.Secrets[0].Sealed).ShouldBe(("https://example.com/b", "s1"));
    }

    [Fact]
    [Requirement("MM-42")]
    public void A_new_secret_overlaps_with_the_old_ones()
    {
        var story = Story().Given(Set());
        story.When(Rotate("s2", TimeSpan.FromDays(7))).ShouldBe("SecretRotated");
        story.View.Secrets.ShouldBe([new EndpointSecret("s2", T0, null), new EndpointSecret("s1", T0, T0.AddDays(7))]);

        story.Given(Rotate("s3", TimeSpan.FromDays(2), T0.AddDays(6)));
        story.View.Secrets.Select(secret => (secret.Sealed, secret.Until)).ShouldBe(
            [("s3", null), ("s2", T0.AddDays(8)), ("s1", T0.AddDays(7))]);

        story.Given(Rotate("s4", TimeSpan.FromDays(7), T0.AddDays(7)));
        story.View.Secrets.Select(secret => secret.Sealed).ShouldBe(["s4", "s3", "s2"], "an expired one is dropped");

        story.Given(Rotate("s5", TimeSpan.Zero, T0.AddDays(7)));
        story.View.Secrets.Select(secret => secret.Sealed).ShouldBe(["s5"], "without overlap the new one is alone");
    }

    [Fact]
    public void An_overlap_is_at_most_seven_days()
    {
        Story().Given(Set()).When(Rotate("s2", TimeSpan.FromDays(7.01))).ShouldBeRefused(RejectionKind.Invalid, "overlap_out_of_range");
        Story().Given(Set()).When(Rotate("s2", TimeSpan.FromSeconds(-1))).ShouldBeRefused(RejectionKind.Invalid, "overlap_out_of_range");
    }

    [Fact]
    public void At_most_ten_secrets_sign()
    {
        var story = Story().Given(Set());
        for (var n = 2; n <= 11; n++)
        {
            story.Given(Rotate($"s{n}", TimeSpan.FromDays(1), T0.AddSeconds(n)));
            if (story.View.Secrets.Count == 10)
            {
                break;
            }
        }

        story.View.Secrets.Count.ShouldBe(10);
        story.When(Rotate("more", TimeSpan.FromDays(1))).ShouldBeRefused(RejectionKind.Conflict, "too_many_secrets");
        story.When(Rotate("more", TimeSpan.Zero)).ShouldBe("SecretRotated");
        story.View.Secrets.Count.ShouldBe(1);
    }

    [Fact]
    public void Removed_it_forgets_its_secrets_and_starts_anew()
    {
        var story = Story().Given(Set(), new WebhookEndpointCommand.Remove(T0));
        (story.View.Status, story.View.Secrets.Count).ShouldBe(("Removed", 0));
        story.When(new WebhookEndpointCommand.Remove(T0)).ShouldBe();
        story.When(Rotate("s2", TimeSpan.Zero)).ShouldBeRefused(RejectionKind.NotFound, "endpoint_not_found");
        story.When(Set() with { SealedSecret = "s2" }).ShouldBe("Opened");
        story.View.Secrets.ShouldBe([new EndpointSecret("s2", T0, null)]);
    }

    [Fact]
    public void What_was_never_set_is_not_found()
    {
        Story().When(new WebhookEndpointCommand.Remove(T0)).ShouldBeRefused(RejectionKind.NotFound, "endpoint_not_found");
        Story().When(Rotate("s", TimeSpan.Zero)).ShouldBeRefused(RejectionKind.NotFound, "endpoint_not_found");
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.com/hook")]
    [InlineData("/hook")]
    [InlineData("ftp://example.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@example.com")]
    [InlineData("https://example.com/#part")]
    [InlineData("https://example.com/a b")]
    [InlineData("https://")]
    public void A_url_that_cannot_take_pushes_is_refused(string url) =>
        Story().When(Set(url)).Rejection.ShouldNotBeNull().Pointer.ShouldBe("/url");

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("http://127.0.0.1:9000/hook?x=1")]
    public void Other_urls_are_taken(string url) => Story().When(Set(url)).ShouldBe("Opened");

    [Fact]
    public void A_url_has_at_most_2000_characters()
    {
        const string Start = "https://example.com/";
        Story().When(Set(Start + new string('a', 2001 - Start.Length))).ShouldBeRefused(RejectionKind.Invalid, "too_long");
        Story().When(Set(Start + new string('a', 2000 - Start.Length))).ShouldBe("Opened");
    }

    private static Story<WebhookEndpoint, WebhookEndpointCommand, WebhookEndpointEvent, WebhookEndpointView> Story() =>
        new(new WebhookEndpointModel());

    private static WebhookEndpointCommand.Set Set(string url = "https://example.com/a") =>
        new("acc_a", DataEnvironment.Sandbox, url, "Back office", "s1", T0);

    private static WebhookEndpointCommand.RotateSecret Rotate(string secret, TimeSpan overlap, DateTimeOffset? at = null) =>
        new(secret, overlap, at ?? T0);
}
