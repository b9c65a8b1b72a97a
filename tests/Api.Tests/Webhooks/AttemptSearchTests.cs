using System.Globalization;
using Actors.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Webhooks;

/// <summary>The list of attempts, by every filter that it offers.</summary>
public sealed class AttemptSearchTests(ActorsApplication application)
{
    [Theory]
    [Requirement("UE-24")]
    [InlineData("", "well evt_1, well evt_2, ill evt_1, ill evt_2")]
    [InlineData("outcome=delivered", "well evt_1, well evt_2")]
    [InlineData("outcome=http_503", "ill evt_1, ill evt_2")]
    [InlineData("outcome=failed", "ill evt_1, ill evt_2")]
    [InlineData("outcome=timeout", "")]
    [InlineData("status=503", "ill evt_1, ill evt_2")]
    [InlineData("status=200", "well evt_1, well evt_2")]
    [InlineData("created[gte]=BETWEEN", "well evt_2, ill evt_2")]
    [InlineData("created[lt]=BETWEEN", "well evt_1, ill evt_1")]
    [InlineData("created_from=BETWEEN", "well evt_2, ill evt_2")]
    [InlineData("created_to=BETWEEN", "well evt_1, ill evt_1")]
    [InlineData("type=order.created", "well evt_1, ill evt_1")]
    [InlineData("type=order.failed,order.succeeded", "well evt_2, ill evt_2")]
    [InlineData("order=po_1", "well evt_1, ill evt_1")]
    [InlineData("subject=po_2", "well evt_2, ill evt_2")]
    [InlineData("event=evt_2", "well evt_2, ill evt_2")]
    [InlineData("endpoint=ILL", "ill evt_1, ill evt_2")]
    [InlineData("endpoint=we_of_nobody", "")]
    [InlineData("endpoint=WELL&event=evt_2&outcome=delivered&status=200&type=order.succeeded&order=po_2&created[gte]=BETWEEN", "well evt_2")]
    public async Task Attempts_are_searched_by(string filter, string expected)
    {
        // Two events and two endpoints: one takes what comes, the other never does.
        await using var well = await Pushes.Listen();
        await using var ill = await Pushes.Listen((_, context) =>
        {
            context.FailForAnHour();
            return Task.CompletedTask;
        });
        var provider = await application.Provider();
        var names = new Dictionary<string, string>
        {
            [(await application.Endpoint(provider, well.Url)).Id] = "well",
            [(await application.Endpoint(provider, ill.Url)).Id] = "ill",
        };
        await Publish(provider, "evt_1", "order.created", "po_1");
        await provider.Attempts("po_1", 2);
        await provider.Advance(60);
        await Publish(provider, "evt_2", "order.succeeded", "po_2");
        var between = (await provider.Attempts("po_2", 2)).Data.Min(attempt => attempt.GetProperty("created").GetDateTimeOffset());

        var query = filter
            .Replace("BETWEEN", between.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("WELL", IdOf("well"), StringComparison.Ordinal)
            .Replace("ILL", IdOf("ill"), StringComparison.Ordinal);
        string[] wanted = expected.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        (await Found("/attempts?" + query)).ShouldBe(wanted, ignoreOrder: true);
        if (!filter.Contains("endpoint=", StringComparison.Ordinal))
        {
            (await Found($"/webhook-endpoints/{IdOf("ill")}/attempts?{query}"))
                .ShouldBe(wanted.Where(name => name.StartsWith("ill", StringComparison.Ordinal)), ignoreOrder: true);
        }

        string IdOf(string name) => names.Single(pair => pair.Value == name).Key;

        async Task<IEnumerable<string>> Found(string path) => (await provider.Get(path)).ShouldBe(200).Data
            .Where(attempt => attempt.GetProperty("type").GetString() != EventTypes.EndpointVerification)
            .Select(attempt => $"{names[attempt.GetProperty("endpoint_id").GetString()!]} {attempt.GetProperty("event_id").GetString()}");
    }

    [Fact]
    [Requirement("MM-19")]
    public async Task A_challenge_that_is_not_given_back_is_shown_without_giving_it_away()
    {
        await using var receiver = await Pushes.Listen(challenged: (challenge, context) => context.Response.WriteAsync("What is " + challenge + "?"));
        var (provider, other) = (await application.Provider(), await application.Provider());
        var endpoint = (await provider.Post("/webhook-endpoints", new { url = receiver.Url })).ShouldBe(201).Id;
        var challenge = (await application.Services.GetRequiredService<IGrains>()
            .Get<IFeedGrain>(FeedView.KeyOf(provider.Owner, DataEnvironment.Sandbox)).Read())!.Value.Find(endpoint)!.Challenge;

        var attempt = (await Challenged(provider, "/attempts?type=endpoint.verification")).Data[^1];
        (attempt.GetProperty("outcome").GetString(), attempt.GetProperty("status").GetInt32()).ShouldBe(("challenge_failed", 200));
        attempt.GetProperty("response").GetString().ShouldBe($"What is {challenge[..8]}…?");
        attempt.GetRawText().ShouldNotContain(challenge);
        (await Challenged(provider, $"/webhook-endpoints/{endpoint}/attempts?outcome=challenge_failed")).Text.ShouldNotContain(challenge);

        (await provider.Delete("/webhook-endpoints/" + endpoint, ("If-Match", "*"))).ShouldBe(204);
        (await provider.Get("/attempts")).ShouldBe(200).Data.ShouldBeEmpty();
        (await provider.Get("/attempts?endpoint=" + endpoint)).ShouldBe(200).Data.ShouldNotBeEmpty("what was logged of a deleted one is still there");
        (await other.Get("/attempts?endpoint=" + endpoint)).ShouldBe(200).Data.ShouldBeEmpty();

        static async Task<Answer> Challenged(Client account, string path)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (true)
            {
                var found = (await account.Get(path)).ShouldBe(200);
                if (found.Data.Count > 0)
                {
                    return found;
                }

                patience.IsCancellationRequested.ShouldBeFalse("no challenge was logged");
            }
        }
    }

    [Fact]
    public async Task Pages_go_through_pushes_and_challenges_as_through_one_list()
    {
        await using var receiver = await Pushes.Listen();
        var provider = await application.Provider();
        await application.Endpoint(provider, receiver.Url);
        for (var n = 1; n <= 3; n++)
        {
            await Publish(provider, "evt_" + n, "order.created", "po_" + n);
            await provider.Attempts("po_" + n, 1);
        }

        // The challenge is logged by itself: the list is read until it stands in it.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Answer all;
        while ((all = (await provider.Get("/attempts")).ShouldBe(200)).Data.Count < 4)
        {
            patience.IsCancellationRequested.ShouldBeFalse(all.Text);
        }

        List<string> onwards = [];
        for (var path = "/attempts?limit=1"; ; path = "/attempts?limit=1&starting_after=" + onwards[^1])
        {
            var page = (await provider.Get(path)).ShouldBe(200);
            onwards.AddRange(page.Ids);
            if (!page.HasMore)
            {
                break;
            }
        }

        onwards.ShouldBe(all.Ids);
        (await provider.Get($"/attempts?limit=2&ending_before={onwards[3]}")).Ids.ShouldBe(onwards[1..3]);
    }

    private async Task Publish(Client provider, string id, string type, string order)
    {
        var at = await application.Services.GetRequiredService<IClocks>().Now(provider.Owner, DataEnvironment.Sandbox);
        var body = $$$"""{"id":"{{{id}}}","type":"{{{type}}}","data":{"id":"{{{order}}}","object":"order","status":"Successful"}}""";
        (await application.Services.GetRequiredService<IGrains>().Get<IFeedGrain>(FeedView.KeyOf(provider.Owner, DataEnvironment.Sandbox)).Execute(
            new FeedCommand.Publish(provider.Owner, DataEnvironment.Sandbox, new FeedItem(id, type, order, body)), new Request("test", at)))
            .ShouldBeOfType<Reply<FeedView>.Done>();
    }
}
