using Actors.Keys;
using Actors.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Recoveries;

/// <summary>Recoveries over HTTP.</summary>
[Requirement("UE-24")]
public sealed class RecoveriesApiTests(ActorsApplication application)
{
    private const string Path = "/recoveries";
    private const string Long = "2026-01-01T00:00:00Z";

    [Fact]
    public async Task A_dry_run_counts_what_an_endpoint_missed()
    {
        var partner = await application.Provider();
        await Publish(partner, 3);
        var endpoint = await Trade.Listen(application, partner);
        var body = new { endpoint_id = endpoint, from = Long, which = "missing", dry_run = true };

        var started = (await partner.Post(Path, body, ("Idempotency-Key", "one"))).ShouldBe(201);
        (started["status"], started["which"]).ShouldBe(("counting", "missing"));
        (await partner.Post(Path, body, ("Idempotency-Key", "one"))).ShouldBe(201).Id.ShouldBe(started.Id);
        (await partner.Post(Path, new { endpoint_id = endpoint, from = Long }, ("Idempotency-Key", "one"))).ShouldRefuse(422, "idempotency_key_reused");

        var done = await Becomes(partner, started.Id, "done");
        (done.Json.GetProperty("total").GetInt64(), done.Json.GetProperty("done").GetInt64()).ShouldBe((3, 0));
        (await partner.Post($"{Path}/{started.Id}/pause")).ShouldRefuse(409, "recovery_ended");
        var narrow = (await partner.Post(Path, new { endpoint_id = endpoint, from = Long, types = new[] { "order.updated" }, dry_run = true })).ShouldBe(201);
        (await Becomes(partner, narrow.Id, "done")).Json.GetProperty("total").GetInt64().ShouldBe(0);
        (await partner.Get(Path + "?limit=1")).ShouldBe(200).Ids.ShouldBe([narrow.Id]);
        (await partner.Get($"{Path}?starting_after={narrow.Id}")).Ids.ShouldBe([started.Id]);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("7")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"9999-12-31T23:59:59-14:00\"")]
    public async Task A_time_that_is_none_is_refused(string from)
    {
        var partner = await application.Provider();
        var endpoint = await Trade.Listen(application, partner);
        (await partner.Post(Path, $$"""{"endpoint_id":"{{endpoint}}","from":{{from}}}""")).ShouldRefuse(422, "type_mismatch", "/from")["detail"].ShouldContain("ISO 8601");
    }

    [Fact]
    public async Task It_is_paused_resumed_and_cancelled()
    {
        var partner = await application.Provider();
        await Publish(partner, 3);
        var endpoint = await Trade.Listen(application, partner);
        var id = (await partner.Post(Path, new { endpoint_id = endpoint, from = Long, per_second = 1 })).ShouldBe(201).Id;
        (await partner.Post($"{Path}/{id}/pause")).ShouldBe(200)["status"].ShouldBe("paused");
        (await partner.Post($"{Path}/{id}/pause")).ShouldBe(200)["status"].ShouldBe("paused");
        (await partner.Post($"{Path}/{id}/resume")).ShouldBe(200)["status"].ShouldBeOneOf("counting", "running");
        (await partner.Post($"{Path}/{id}/cancel")).ShouldBe(200)["status"].ShouldBe("cancelled");
        (await partner.Post($"{Path}/{id}/resume")).ShouldRefuse(409, "recovery_ended");
    }

    [Fact]
    public async Task Five_are_unfinished_at_most()
    {
        var partner = await application.Provider();
        await Publish(partner, 60);
        var endpoint = await Trade.Listen(application, partner);
        var body = new { endpoint_id = endpoint, from = Long, per_second = 1 };
        var ids = new List<string>();
        for (var n = 1; n <= 5; n++)
        {
            ids.Add((await partner.Post(Path, body, ("Idempotency-Key", "r" + n))).ShouldBe(201).Id);
            (await partner.Post($"{Path}/{ids[^1]}/pause")).ShouldBe(200)["status"].ShouldBe("paused");
        }

        (await partner.Post(Path, body)).ShouldRefuse(409, "too_many_recoveries")["detail"].ShouldContain("cancel");
        (await partner.Post(Path, body, ("Idempotency-Key", "r1"))).ShouldBe(201).Id.ShouldBe(ids[0], "a repeat starts nothing");
        (await partner.Post($"{Path}/{ids[2]}/cancel")).ShouldBe(200);
        (await partner.Post(Path, body)).ShouldBe(201);
    }

    [Fact]
    public async Task Another_tenants_recovery_and_endpoint_are_not_there()
    {
        var partner = await application.Provider();
        var endpoint = await Trade.Listen(application, partner);
        var id = (await partner.Post(Path, new { endpoint_id = endpoint, from = Long, dry_run = true })).ShouldBe(201).Id;
        foreach (var other in new[] { await application.Provider(), await application.As(KeyRole.Provider, partner.Owner, DataEnvironment.Production) })
        {
            (await other.Get($"{Path}/{id}")).ShouldRefuse(404, "recovery_not_found");
            foreach (var verb in new[] { "pause", "resume", "cancel" })
            {
                (await other.Post($"{Path}/{id}/{verb}")).ShouldRefuse(404, "recovery_not_found");
            }

            (await other.Post(Path, new { endpoint_id = endpoint, from = Long })).ShouldRefuse(404, "endpoint_not_found");
            (await other.Get(Path)).Data.ShouldBeEmpty();
        }

        (await partner.Get(Path + "?starting_after=rec_none")).ShouldRefuse(422, "query_invalid");
    }

    [Fact]
    public async Task What_is_wrong_with_it_is_said()
    {
        var partner = await application.Provider();
        var endpoint = await Trade.Listen(application, partner);
        (await partner.Post(Path, new { endpoint_id = endpoint, from = "2100-01-01T00:00:00Z" })).ShouldRefuse(422, "range_empty", "/from");
        (await partner.Post(Path, new { endpoint_id = endpoint, from = Long, which = "lost" })).ShouldRefuse(422, "which_unknown", "/which");
        (await partner.Post(Path, new { endpoint_id = endpoint, from = Long, per_second = 0 })).ShouldRefuse(422, "out_of_range", "/per_second");
        (await partner.Post($"/webhook-endpoints/{endpoint}/disable", new { })).ShouldBe(200);
        (await partner.Post(Path, new { endpoint_id = endpoint, from = Long })).ShouldRefuse(409, "endpoint_not_enabled");
    }

    private async Task Publish(Client account, int events)
    {
        var feed = application.Services.GetRequiredService<IGrains>().Get<IFeedGrain>(FeedView.KeyOf(account.Owner, DataEnvironment.Sandbox));
        for (var n = 1; n <= events; n++)
        {
            var item = new FeedItem($"evt_{n}", "order.created", $"po_{n}", "{}");
            await feed.Execute(new FeedCommand.Publish(account.Owner, DataEnvironment.Sandbox, item), new Request("test", TimeProvider.System.GetUtcNow()));
        }
    }

    private static async Task<Answer> Becomes(Client account, string id, string status)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var found = (await account.Get($"{Path}/{id}")).ShouldBe(200);
            if (found["status"] == status)
            {
                return found;
            }

            soon.Token.ThrowIfCancellationRequested();
        }
    }
}
