using System.Net;
using System.Text.Json;
using Actors.Api.Screen;
using Actors.Orders;

namespace Actors.Tests.Screen;

/// <summary>What the screen's answers carry that a user does not see.</summary>
public sealed class ScreenHttpTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    [Theory]
    [InlineData("")]
    [InlineData("/status")]
    [InlineData("/events")]
    public async Task Only_the_exact_link_opens(string part)
    {
        var order = await host.Shop.Place();
        using var client = host.CreateClient();
        var id = order.Path[..order.Path.LastIndexOf('.')];

        foreach (var path in new[] { id, id + ".", id + "." + new string('0', 32), order.Path + "0", order.Path.ToUpperInvariant().Replace("/O/", "/o/", StringComparison.Ordinal) })
        {
            using var answer = await client.GetAsync(path + part, HttpCompletionOption.ResponseHeadersRead);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path + part);
        }
    }

    [Fact]
    public async Task A_screen_is_private_and_runs_nothing_but_its_own_script()
    {
        var order = await host.Shop.Place();
        using var client = host.CreateClient();

        using var answer = await client.GetAsync(order.Path);

        answer.Headers.GetValues("Cache-Control").ShouldBe(["no-store"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.GetValues("X-Robots-Tag").Single().ShouldContain("noindex");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
    }

    [Fact]
    [Requirement("MM-37")]
    public async Task The_time_left_is_the_servers_and_ends_at_the_deadline()
    {
        var order = await host.Shop.Place();
        using var client = host.CreateClient();

        (await Remaining(client, order)).ShouldBeInRange(30_000, 60_000);
        await host.Shop.Advance(order, TimeSpan.FromSeconds(60));
        (await Remaining(client, order)).ShouldBe(0);
    }

    [Fact]
    [Requirement("MM-37")]
    public async Task A_stream_ends_by_itself_with_the_final_state()
    {
        var order = await host.Shop.Place();
        using var client = host.CreateClient();
        using var answer = await client.GetAsync(order.Path + "/events", HttpCompletionOption.ResponseHeadersRead);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");

        await host.Shop.Answer(order, new OrderAnswer.Failed("PBX Over capacity"));
        var stream = await answer.Content.ReadAsStringAsync(); // returns because the server closes it

        stream.Split("event: status").Length.ShouldBe(3); // the first state and the last
        stream.ShouldContain("\"status\":\"Failed\"");
    }

    [Fact]
    public async Task A_form_that_is_too_large_or_none_of_ours_is_refused()
    {
        var order = await host.Shop.Place();
        await host.Shop.Answer(order, new OrderAnswer.NeedsInfo(["note"], null));
        using var client = host.CreateClient();

        using var large = new FormUrlEncodedContent([new("field:note", new string('x', ScreenForm.MaxBytes))]);
        using var tooLarge = await client.PostAsync(order.Path + "/info", large);
        tooLarge.IsSuccessStatusCode.ShouldBeFalse();
        ((int)tooLarge.StatusCode).ShouldBeOneOf(400, 413);
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var wrong = await client.PostAsync(order.Path + "/info", json);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await host.Shop.Read(order)).Status.ShouldBe(OrderStatus.NeedMoreInfo);
    }

    [Fact]
    [Requirement("MM-33")]
    public async Task A_form_that_lacks_a_field_comes_back_with_what_was_typed()
    {
        var order = await host.Shop.Place();
        await host.Shop.Answer(order, new OrderAnswer.NeedsInfo(["note", "house_number"], null));
        using var client = host.CreateClient();

        using var form = new FormUrlEncodedContent([new("field:note", "keep <this>")]);
        using var answer = await client.PostAsync(order.Path + "/info", form);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("value=\"keep &lt;this&gt;\"");
        page.ShouldContain("role=\"alert\"");
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_leads_back_to_the_latest_state()
    {
        var order = await host.Shop.Place();
        await host.Shop.Answer(order, new OrderAnswer.Failed("no"));
        using var client = host.CreateClient();

        using var form = new FormUrlEncodedContent([new("field:note", "x")]);
        using var answer = await client.PostAsync(order.Path + "/info", form);

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldBe(order.Path);
        (await host.Shop.Read(order)).Error.ShouldBe("no");
    }

    private static async Task<long> Remaining(HttpClient client, PlacedOrder order)
    {
        using var status = JsonDocument.Parse(await client.GetStringAsync(order.Path + "/status"));
        return status.RootElement.GetProperty("remaining_ms").GetInt64();
    }
}
