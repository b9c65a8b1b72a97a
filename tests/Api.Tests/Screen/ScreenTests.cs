using Actors.Orders;
using Microsoft.Playwright;

namespace Actors.Tests.Screen;

/// <summary>The order's screen as its user sees it, in Chromium.</summary>
public sealed class ScreenTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    private static readonly OrderAnswer.Succeeded Success =
        new(new Dictionary<string, string> { ["activation_code"] = "ABCD-1234" });

    [Fact]
    [Requirement("MM-25")]
    public async Task A_new_order_shows_processing_with_a_spinner()
    {
        var order = await host.Shop.Place(quantity: 2);
        await using var visit = await host.Visit();

        await visit.Open(order);

        (await visit.Heading.InnerTextAsync()).ShouldBe("processing…");
        (await visit.Page.Locator(".spinner").IsVisibleAsync()).ShouldBeTrue();
        var text = await visit.Page.Locator("header").InnerTextAsync();
        text.ShouldContain("Fibre 500");
        text.ShouldContain("£79.98");
        text.ShouldContain("2 × £39.99");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    [Requirement("MM-17")]
    public async Task A_currency_without_minor_units_is_shown_without_decimals()
    {
        var order = await host.Shop.Place(currency: "JPY", amount: 12_500);
        await using var visit = await host.Visit();

        await visit.Open(order);

        (await visit.Page.Locator(".total").InnerTextAsync()).ShouldBe("¥12,500");
    }

    [Fact]
    [Requirement("MM-35")]
    public async Task An_answer_within_the_minute_shows_by_itself()
    {
        var order = await host.Shop.Place();
        await using var visit = await host.Visit();
        await visit.Open(order);
        await visit.Shows("processing…");

        await host.Shop.Answer(order, Success);

        await visit.Shows("Successful");
        (await visit.Page.Locator("dt").InnerTextAsync()).ShouldBe("Activation code");
        (await visit.Page.Locator("dd").InnerTextAsync()).ShouldBe("ABCD-1234");
        visit.Polls.ShouldBe(0); // it came by the stream
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    [Requirement("MM-35")]
    public async Task Where_no_stream_is_to_be_had_the_answer_comes_by_polling()
    {
        var order = await host.Shop.Place();
        await using var visit = await host.Visit();
        await visit.RefuseStreams();
        await visit.Open(order);

        await host.Shop.Answer(order, Success);

        await visit.Shows("Successful");
        visit.Polls.ShouldBeGreaterThan(0);
    }

    [Fact]
    [Requirement("MM-25")]
    [Requirement("MM-37")]
    public async Task Polling_stops_a_minute_after_the_order_and_the_order_stays_pending()
    {
        var order = await host.Shop.Place();
        await using var visit = await host.Visit();
        await visit.StopClock();
        await visit.RefuseStreams();
        await visit.Page.RunAndWaitForResponseAsync(() => visit.Open(order), "**/events");

        for (var second = 0; second < 50; second += 2)
        {
            await visit.Page.Clock.RunForAsync(2_000);
        }

        await visit.Shows("processing…");

        // Never more often than each 2 seconds. Less often here: answers take real time, while the page's clock is pushed on.
        visit.Polls.ShouldBeInRange(3, 25);
        await visit.Page.Clock.RunForAsync(11_000);
        await visit.Shows("Still pending");
        (await visit.Page.Locator("#live").InnerTextAsync()).ShouldContain("you may leave this page now and look again later");

        var asked = visit.Requests.Count;
        await visit.Page.Clock.RunForAsync(600_000);
        visit.Requests.Count.ShouldBe(asked);
        (await host.Shop.Read(order)).Status.ShouldBe(OrderStatus.Pending);
    }

    [Fact]
    [Requirement("MM-25")]
    [Requirement("MM-37")]
    public async Task At_the_deadline_the_stream_ends_and_nothing_is_asked_any_more()
    {
        var order = await host.Shop.Place();
        await using var visit = await host.Visit();
        await visit.Page.Clock.InstallAsync();
        await visit.Open(order);
        await visit.Shows("processing…");

        await host.Shop.Advance(order, TimeSpan.FromSeconds(61));

        await visit.Shows("Still pending");
        var asked = visit.Requests.Count;
        await visit.Page.Clock.RunForAsync(600_000);
        visit.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    [Requirement("MM-38")]
    public async Task A_late_answer_is_seen_on_refresh()
    {
        var order = await host.Shop.Place();
        await host.Shop.Advance(order, TimeSpan.FromMinutes(10));
        await using var visit = await host.Visit();
        await visit.Open(order);
        await visit.Shows("Still pending");

        await host.Shop.Answer(order, Success);
        await visit.Page.ReloadAsync();

        (await visit.Heading.InnerTextAsync()).ShouldBe("Successful");
        visit.Requests.ShouldBe([order.Path, order.Path]); // no stream, no poll: there is nothing to follow
    }

    [Fact]
    [Requirement("MM-34")]
    [Requirement("MM-43")]
    public async Task Html_in_an_error_is_shown_as_text()
    {
        const string Error = "PBX Over capacity <img src=x onerror=alert(1)><script>alert(2)</script> & \"more\"";
        var order = await host.Shop.Place(product: "<b>Fibre</b>");
        await using var visit = await host.Visit();
        await visit.Open(order);

        await host.Shop.Answer(order, new OrderAnswer.Failed(Error));

        await visit.Shows("Failed");
        (await visit.Page.Locator("blockquote").InnerTextAsync()).ShouldBe(Error); // put in by the script
        await visit.Page.ReloadAsync();
        (await visit.Page.Locator("blockquote").InnerTextAsync()).ShouldBe(Error); // and as part of the page
        (await visit.Page.Locator(".product").InnerTextAsync()).ShouldBe("<b>Fibre</b>");
        (await visit.Page.Locator("img, main script, main b").CountAsync()).ShouldBe(0);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    [Requirement("MM-32")]
    [Requirement("MM-33")]
    public async Task A_user_supplies_what_is_missing_and_the_order_goes_on()
    {
        var order = await host.Shop.Place();
        await using var visit = await host.Visit();
        await visit.Open(order);
        await host.Shop.Answer(order, new OrderAnswer.NeedsInfo(["appointment_date", "a \"b\" <c>"], null));
        await visit.Shows("More information needed");

        await visit.Page.GetByLabel("Appointment date").FillAsync("2026-12-01");
        await visit.Page.GetByLabel("A \"b\" <c>").FillAsync("yes & no");
        await visit.Page.GetByRole(AriaRole.Button).ClickAsync();

        await visit.Shows("processing…");
        new Uri(visit.Page.Url).AbsolutePath.ShouldBe(order.Path);
        var supplied = await host.Shop.Read(order);
        supplied.Attempt.ShouldBe(2);
        supplied.Input["appointment_date"].ShouldBe("2026-12-01");
        supplied.Input["a \"b\" <c>"].ShouldBe("yes & no");
        await host.Shop.Answer(order, Success);
        await visit.Shows("Successful"); // the second minute is followed as the first
    }

    [Fact]
    [Requirement("MM-33")]
    [Requirement("MM-35")]
    public async Task Everything_works_without_a_script()
    {
        var order = await host.Shop.Place();
        await using var visit = await host.Visit(new() { JavaScriptEnabled = false });
        await visit.Open(order);
        await host.Shop.Answer(order, new OrderAnswer.NeedsInfo(["house_number"], null));
        await visit.Shows("More information needed"); // the page loads itself anew

        await visit.Page.GetByLabel("House number").FillAsync("12b");
        await visit.Page.GetByRole(AriaRole.Button).ClickAsync();
        await visit.Shows("processing…");
        await host.Shop.Answer(order, Success);

        await visit.Shows("Successful");
    }

    [Fact]
    public async Task A_phone_shows_everything_without_scrolling_sideways()
    {
        var order = await host.Shop.Place(product: new string('w', 120));
        await host.Shop.Answer(order, new OrderAnswer.Succeeded(new Dictionary<string, string> { [new string('k', 90)] = new string('v', 800) }));
        await using var visit = await host.Visit(new() { ViewportSize = new() { Width = 320, Height = 640 } });

        await visit.Open(order);

        (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(320);
    }

    [Fact]
    public async Task A_wrong_link_gets_a_friendly_page()
    {
        var order = await host.Shop.Place();
        await using var visit = await host.Visit();

        var answer = await visit.Page.GotoAsync(order.Path[..^1] + (order.Path[^1] == '0' ? '1' : '0'));

        answer!.Status.ShouldBe(404);
        (await visit.Heading.InnerTextAsync()).ShouldBe("There is no such page");
        (await visit.Page.ContentAsync()).ShouldNotContain("Fibre");
    }
}
