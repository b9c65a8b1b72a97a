using Actors.Keys;
using Actors.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Orders;

public sealed class AnsweringTests(ActorsApplication application)
{
    [Fact]
    [Requirement("MM-30")]
    public async Task The_provider_answers_by_posting_a_status()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        var answered = (await trade.Respond(order, "Succesful", new { booking = "B-1" })).ShouldBe(200);
        (answered["status"], answered["answered_via"]).ShouldBe(("Succesful", "api"));
        answered.Map("output").ShouldBe(new Dictionary<string, string> { ["booking"] = "B-1" });
        (await trade.Marketplace.Get("/orders/" + order))["status"].ShouldBe("Succesful");
    }

    [Theory]
    [Requirement("MM-31")]
    [InlineData("Succesful")]
    [InlineData("Successful")]
    [InlineData("successful")]
    [InlineData("SUCCESFUL")]
    public async Task Both_spellings_of_success_mean_the_same(string spelling)
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        (await trade.Respond(order, spelling)).ShouldBe(200)["status"].ShouldBe("Succesful");
        (await trade.Respond(order, "Successful")).ShouldBe(200);
        (await trade.Provider.Get("/orders/" + order, ("Api-Version", "1")))["status"].ShouldBe("Succesful");
        (await trade.Provider.Get("/orders/" + order, ("Api-Version", "2")))["status"].ShouldBe("Successful");
        (await trade.Provider.Get("/orders", ("Api-Version", "2"))).Data[0].GetProperty("status").GetString().ShouldBe("Successful");
    }

    [Theory]
    [Requirement("MM-31")]
    [InlineData("Succes")]
    [InlineData("Pending")]
    [InlineData("")]
    public async Task Any_other_status_is_refused_with_the_list(string status)
    {
        var trade = await Trade.Begin(application);
        (await trade.Respond(await trade.Order(), status)).ShouldRefuse(422, "status_unknown", "/status")["detail"]
            .ShouldContain("Succesful, Successful, Need_more_info, Failed");
    }

    [Theory]
    [Requirement("MM-32")]
    [InlineData("Need_more_info", "\"a, b\"")]
    [InlineData("NeedMoreInfo", "[\"a\", \"b\"]")]
    [InlineData("need more info", "\" a ,b,\"")]
    public async Task Need_more_info_names_the_fields(string status, string fields)
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        var asked = (await trade.Provider.Post("/orders/" + order, $$"""{ "status": "{{status}}", "output": { "required_fields": {{fields}} } }""")).ShouldBe(200);
        (asked["status"], asked.Map("output")["required_fields"]).ShouldBe(("Need_more_info", "a,b"));
    }

    [Theory]
    [Requirement("MM-32")]
    [InlineData("""{ "required_fields": "" }""", "required", "/output/required_fields")]
    [InlineData("""{ "required_fields": " , " }""", "required", "/output/required_fields")]
    [InlineData("""{ "required_fields": [] }""", "required", "/output/required_fields")]
    [InlineData("""{ "required_fields": [1] }""", "type_mismatch", "/output/required_fields")]
    [InlineData("""{ }""", "required", "/output/required_fields")]
    [InlineData("""{ "required_fields": "a", "more": "b" }""", "unknown_field", "/output/more")]
    public async Task Need_more_info_without_names_is_refused(string output, string code, string pointer)
    {
        var trade = await Trade.Begin(application);
        (await trade.Provider.Post("/orders/" + await trade.Order(), $$"""{ "status": "Need_more_info", "output": {{output}} }"""))
            .ShouldRefuse(422, code, pointer);
    }

    [Fact]
    [Requirement("MM-33")]
    public async Task The_user_supplies_what_was_missing_and_the_order_is_pending_again()
    {
        var trade = await Trade.Begin(application, listens: true);
        var order = await trade.Order();
        await trade.Respond(order, "Need_more_info", new { required_fields = "meter, access" });
        (await trade.Marketplace.Post($"/orders/{order}/info", new { fields = new { meter = "1" } })).ShouldRefuse(422, "required", "/fields/access");
        var again = (await trade.Marketplace.Post($"/orders/{order}/info", new { fields = new { meter = "1", access = "key box" } })).ShouldBe(200);
        (again["status"], again["display_status"], again["attempt"]).ShouldBe(("Pending", "processing…", "2"));
        again.Map("input").ShouldBe(
            new Dictionary<string, string> { ["appointment"] = "2026-12-01", ["meter"] = "1", ["access"] = "key box" }, ignoreOrder: true);
        (await trade.Provider.Post($"/orders/{order}/info", new { fields = new { meter = "1" } })).ShouldRefuse(403, "scope_missing");
    }

    [Fact]
    [Requirement("MM-33")]
    public async Task What_is_supplied_was_asked_for_and_fits_the_fields_that_the_order_was_placed_under()
    {
        var trade = await Trade.Begin(application);
        var fields = $"/products/{trade.ProductId}/fields";
        (await trade.Provider.Put(fields, new { fields = new[] { new { name = "appointment", type = "date" } } })).ShouldBe(200);
        var order = await trade.Order();
        (await trade.Provider.Put(fields, new { fields = new[] { new { name = "appointment", type = "text" } } })).ShouldBe(200);
        await trade.Respond(order, "Need_more_info", new { required_fields = "appointment, meter" });
        (await Supply(new { appointment = "2026-12-02", meter = "1", access = "key box" })).ShouldRefuse(422, "not_asked", "/fields/access");
        (await Supply(new { appointment = "soon", meter = "1" })).ShouldRefuse(422, "invalid_value", "/fields/appointment");
        (await Supply(new { appointment = "2026-12-02", meter = "1" })).ShouldBe(200);

        Task<Answer> Supply(object supplied) => trade.Marketplace.Post($"/orders/{order}/info", new { fields = supplied });
    }

    [Fact]
    [Requirement("MM-34")]
    public async Task A_failure_needs_an_error_and_shows_it()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        (await trade.Respond(order, "Failed")).ShouldRefuse(422, "required", "/output/error");
        (await trade.Respond(order, "Failed", new { error = "  " })).ShouldRefuse(422, "required", "/output/error");
        (await trade.Respond(order, "Failed", new { error = 5 })).ShouldRefuse(422, "type_mismatch", "/output/error");
        (await trade.Respond(order, "Failed", new { error = "PBX Over capacity" })).ShouldBe(200)["status"].ShouldBe("Failed");
        (await trade.Marketplace.Get("/orders/" + order)).Map("output")["error"].ShouldBe("PBX Over capacity");
    }

    [Fact]
    [Requirement("MM-39")]
    public async Task The_same_answer_again_is_taken_and_another_one_is_not()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        var first = (await trade.Respond(order, "Successful", new { booking = "B-1" })).ShouldBe(200);
        (await trade.Respond(order, "Succesful", new { booking = "B-1" })).ShouldBe(200).ETag.ShouldBe(first.ETag);
        (await trade.Respond(order, "Successful", new { booking = "B-2" })).ShouldRefuse(409, "order_final");
        (await trade.Respond(order, "Failed", new { error = "no" })).ShouldRefuse(409, "order_final");
    }

    [Fact]
    [Requirement("MM-39")]
    public async Task Of_two_answers_at_once_one_wins()
    {
        var trade = await Trade.Begin(application);
        for (var round = 0; round < 5; round++)
        {
            var order = await trade.Order();
            var answers = await Task.WhenAll(trade.Respond(order, "Successful"), trade.Respond(order, "Failed", new { error = "no" }));
            answers.Select(answer => answer.Status).Order().ShouldBe([200, 409]);
            (await trade.Provider.Get("/orders/" + order))["status"].ShouldBe(answers.Single(answer => answer.Status == 200)["status"]);
        }
    }

    [Fact]
    [Requirement("MM-38")]
    public async Task A_late_answer_is_taken()
    {
        var trade = await Trade.Begin(application, listens: true);
        var order = await trade.Order();
        await trade.Wait(600);
        (await trade.Respond(order, "Successful")).ShouldBe(200);
        (await trade.Marketplace.Get("/orders/" + order))["status"].ShouldBe("Succesful");
    }

    [Fact]
    [Requirement("MM-33")]
    public async Task A_provider_says_how_long_a_user_may_take_and_then_the_order_fails_and_is_pushed()
    {
        await using var pushes = await Pushes.Listen();
        var trade = await Trade.Begin(application, listens: true);
        await application.Endpoint(trade.Marketplace, pushes.Url);
        var order = await trade.Order();
        var asks = new { status = "Need_more_info", output = new { required_fields = "meter" }, answer_within_seconds = 86_400 };
        var asked = (await trade.Provider.Post("/orders/" + order, asks)).ShouldBe(200);
        (await trade.Provider.Post("/orders/" + order, asks)).ShouldBe(200)["answer_by"].ShouldBe(asked["answer_by"], "the same once more moves nothing");
        (await trade.Marketplace.Get("/orders/" + order))["answer_by"].ShouldBe(asked["answer_by"]);
        (await pushes.NextEvent()).Body.ShouldContain($"\"answer_by\":\"{asked["answer_by"]}\"");
        (await trade.Provider.Get($"/orders/{order}/timeline")).Data.Single(entry => entry.GetProperty("kind").GetString() == "reminder")
            .GetProperty("at").GetString().ShouldBe(asked["answer_by"]);

        await trade.Wait(86_401);

        var failed = await pushes.NextEvent();
        failed.Topic.ShouldBe("order.failed");
        failed.Body.ShouldNotContain("answer_by");
        (await trade.Marketplace.Get("/orders/" + order))["status"].ShouldBe("Failed");
        (await trade.Provider.Post("/orders/" + order, new { status = "Successful" })).ShouldRefuse(409, "order_final");
    }

    [Theory]
    [Requirement("MM-33")]
    [InlineData("Need_more_info", 0, "out_of_range")]
    [InlineData("Need_more_info", 31_536_001, "out_of_range")]
    [InlineData("Successful", 60, "unknown_field")]
    [InlineData("Failed", 60, "unknown_field")]
    public async Task A_time_for_the_user_goes_with_a_question_and_is_a_year_at_most(string status, int seconds, string code)
    {
        var trade = await Trade.Begin(application);
        object output = status == "Need_more_info" ? new { required_fields = "meter" } : status == "Failed" ? new { error = "Over" } : new { };
        (await trade.Provider.Post("/orders/" + await trade.Order(), new { status, output, answer_within_seconds = seconds }))
            .ShouldRefuse(422, code, "/answer_within_seconds");
    }

    [Fact]
    [Requirement("MM-40")]
    public async Task Another_provider_does_not_find_the_order()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        (await (await application.Provider()).Post("/orders/" + order, new { status = "Successful" })).ShouldRefuse(404, "order_not_found");
        (await trade.Marketplace.Post("/orders/" + order, new { status = "Successful" })).ShouldRefuse(403, "scope_missing");
        (await trade.Provider.Get("/orders/" + order))["status"].ShouldBe("Pending");
    }

    [Fact]
    [Requirement("MM-40")]
    public async Task An_operator_answers_on_behalf_of_the_provider_and_the_journal_says_so()
    {
        var (trade, @operator) = (await Trade.Begin(application), await application.Operator());
        var order = await trade.Order();
        (await @operator.Post("/orders/" + order, new { status = "Successful" })).ShouldBe(200)["answered_via"].ShouldBe("manual");
        var timeline = await trade.Provider.Get($"/orders/{order}/timeline");
        timeline.Data.Last(entry => entry.GetProperty("kind").GetString() == "change").GetProperty("actor").GetString().ShouldBe("key:" + @operator.KeyId);
        var journal = await application.Services.GetRequiredService<IGrains>().History(new GrainId(GrainTypeNames.Order, order), 0, 10);
        journal[^1].Events.ShouldContain("on behalf of " + trade.Provider.Owner);
    }

    [Fact]
    public async Task An_answer_of_what_was_not_seen_is_refused()
    {
        var trade = await Trade.Begin(application);
        var order = (await trade.Place()).ShouldBe(201);
        await trade.Respond(order.Id, "Need_more_info", new { required_fields = "a" });
        (await trade.Provider.Post("/orders/" + order.Id, new { status = "Successful" }, ("If-Match", order.ETag))).ShouldRefuse(412, "version_mismatch");
    }

    [Fact]
    public async Task A_key_of_the_other_environment_does_not_find_the_order()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        var production = await application.As(KeyRole.Provider, trade.Provider.Owner, DataEnvironment.Production);
        (await production.Post("/orders/" + order, new { status = "Successful" })).ShouldRefuse(404, "order_not_found");
    }
}
