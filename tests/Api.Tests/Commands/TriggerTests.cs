using Actors.Commands.Partner;
using Actors.Commands.Trigger;
using Actors.Webhooks;

namespace Actors.Tests.Commands;

/// <summary><c>trigger</c> against a real silo.</summary>
public sealed class TriggerTests(ActorsApplication application)
{
    [Theory]
    [InlineData("order.created")]
    [InlineData("order.updated")]
    public async Task A_new_provider_makes_its_events_with_its_key_alone(string type)
    {
        var provider = await application.Provider();
        await using var shell = Shell.Start(TriggerCommand.TriggerAsync, provider, type);

        (await shell.Ends()).ShouldBe(ExitCode.Done, shell.Text);
        shell.Text.ShouldContain("POST /products → 201");
        shell.Text.ShouldContain("POST /sandbox/orders → 201");
        shell.Text.ShouldContain($"{type}  evt_");
        shell.Text.ShouldNotContain(provider.Token!);
    }

    [Fact]
    public async Task A_server_that_answers_by_itself_and_is_faster_once_is_outrun_with_another_order()
    {
        var provider = await application.Provider();
        await using var api = await HastyApi.Start(provider, times: 1);
        await using var shell = Shell.Start(TriggerCommand.TriggerAsync, provider with { Http = api.Http }, "order.updated");

        (await shell.Ends()).ShouldBe(ExitCode.Done, shell.Text);
        shell.Text.ShouldContain("was answered by your own server before trigger could ask its user for more; trying another order");
        shell.Text.ShouldContain("order.updated  evt_");
    }

    [Fact]
    public async Task A_server_that_is_always_faster_is_told_of_and_how_to_go_on()
    {
        var provider = await application.Provider();
        await using var api = await HastyApi.Start(provider, times: int.MaxValue);
        await using var shell = Shell.Start(TriggerCommand.TriggerAsync, provider with { Http = api.Http }, "order.updated");

        (await shell.Ends()).ShouldBe(ExitCode.Refused, shell.Text);
        shell.Text.ShouldContain("Your own server answered each of 3 test orders");
        shell.Text.ShouldContain("Stop it");
    }

    [Theory]
    [InlineData("order.succeeded")]
    [InlineData("order.need_more_info")]
    [InlineData("order.failed")]
    public async Task A_new_marketplace_makes_its_events_with_its_key_alone(string type)
    {
        var marketplace = await application.Marketplace();
        await using var shell = Shell.Start(TriggerCommand.TriggerAsync, marketplace, type);

        (await shell.Ends()).ShouldBe(ExitCode.Done, shell.Text);
        shell.Text.ShouldContain("POST /sandbox/orders → 201");
        shell.Text.ShouldContain($"{type}  evt_");
        shell.Text.ShouldNotContain(marketplace.Token!);
    }

    [Fact]
    public async Task A_product_of_somebody_must_be_answered_by_its_provider()
    {
        await using var shell = Shell.Start(TriggerCommand.TriggerAsync, await application.Marketplace(), "order.failed", "--product", "prod_1");

        (await shell.Ends()).ShouldBe(ExitCode.Usage);
        shell.Text.ShouldContain("ACTORS_OTHER_KEY");
    }

    [Fact]
    public async Task A_providers_key_makes_no_event_of_a_marketplace()
    {
        await using var shell = Shell.Start(TriggerCommand.TriggerAsync, await application.Provider(), "order.succeeded");

        (await shell.Ends()).ShouldBe(ExitCode.Refused);
        shell.Text.ShouldContain("use that marketplace's key");
    }

    [Theory]
    [InlineData("order.succeeded")]
    [InlineData("order.need_more_info")]
    [InlineData("order.failed")]
    public async Task A_marketplace_orders_a_real_product_with_the_key_of_its_provider_beside_its_own(string type)
    {
        var (marketplace, provider) = (await application.Marketplace(), await application.Provider());
        var keys = new Dictionary<string, string> { ["ACTORS_KEY"] = marketplace.Token!, ["ACTORS_OTHER_KEY"] = provider.Token! };
        await using var shell = Shell.Start(TriggerCommand.TriggerAsync, keys, "--api", application.Http.BaseAddress!.ToString(), type);
        (await shell.Ends()).ShouldBe(ExitCode.Done, shell.Text);
        shell.Text.ShouldContain($"{type}  evt_");
    }

    [Fact]
    public async Task What_a_product_asks_for_is_filled_in()
    {
        var trade = await Trade.Begin(application);
        string[] types = ["text", "email", "phone", "date", "number", "boolean", "choice"];
        var fields = types.Select(type => new { name = type + "_field", type, required = true, options = type == "choice" ? new[] { "a", "b" } : null });
        (await trade.Provider.Put($"/products/{trade.ProductId}/fields", new { fields })).Status.ShouldBeInRange(200, 201);
        await using var shell = Shell.Start(TriggerCommand.TriggerAsync, trade.Provider, "order.created", "--product", trade.ProductId);

        (await shell.Ends()).ShouldBe(ExitCode.Done, shell.Text);
        shell.Text.ShouldNotContain("POST /products ");
    }

    [Fact]
    public async Task Every_type_of_event_is_listed()
    {
        await using var shell = Shell.Start(TriggerCommand.TriggerAsync, new Dictionary<string, string>(), "--list");

        (await shell.Ends()).ShouldBe(ExitCode.Done);
        EventTypes.All.ShouldAllBe(type => shell.Text.Contains(type, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sk_live_1", "order.created", "production key")]
    [InlineData("sk_test_1", "order.expired", "These can be made: order.created")]
    [InlineData("sk_test_1", "endpoint.failing", "five pushes in a row failed")]
    public async Task What_cannot_be_made_is_refused_in_words(string key, string type, string words)
    {
        await using var shell = Shell.Start(TriggerCommand.TriggerAsync, new Dictionary<string, string> { ["ACTORS_KEY"] = key }, type);

        (await shell.Ends()).ShouldBe(ExitCode.Usage);
        shell.Text.ShouldContain(words);
    }

    [Fact]
    public async Task A_refusal_of_the_API_is_told_with_its_code_and_request()
    {
        var marketplace = await application.Marketplace();
        await using var shell = Shell.Start(TriggerCommand.TriggerAsync, marketplace, "order.created", "--product", "prod_1");

        (await shell.Ends()).ShouldBe(ExitCode.Refused);
        shell.Text.ShouldContain("code product_not_found, request req_");
        shell.Text.ShouldContain("use that provider's key");
    }

    [Fact]
    public async Task An_API_that_is_not_there_has_an_exit_code_of_its_own()
    {
        await using var shell = Shell.Start(
            TriggerCommand.TriggerAsync, new Dictionary<string, string> { ["ACTORS_KEY"] = "sk_test_1" }, "order.created", "--api", "http://127.0.0.1:9");

        (await shell.Ends()).ShouldBe(ExitCode.Away);
        shell.Text.ShouldContain("does not answer");
    }
}
