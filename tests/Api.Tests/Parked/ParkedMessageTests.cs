using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Parked;

public sealed class ParkedMessageTests(ActorsApplication application)
{
    private const int LastAttempt = 11;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    [Requirement("G6")]
    public async Task A_parked_push_waits_until_an_operator_sends_it_again()
    {
        await using var receiver = await Receiver.Start(500);
        var (order, parked) = await Park(receiver);
        parked[0].GetProperty("subject").GetString().ShouldBe(order);
        var operators = await application.Operator();

        receiver.Status = 204;
        var path = $"/parked-messages/{parked[0].GetProperty("sequence")}/resend";
        (await operators.Post(path, new { reason = "back again" })).ShouldBe(200)["decision"].ShouldBe("Resent");

        // An endpoint that only failed rests for minutes, but not when somebody wants to see whether it is back.
        (await receiver.Next()).Id.ShouldBe(parked[0].GetProperty("message_id").GetString());
        await Until(async () => (await All(order)).Count == 0);
        (await operators.Post(path, new { reason = "once more" })).ShouldRefuse(404, "message_not_found");
    }

    [Fact]
    public async Task A_parked_push_is_discarded_with_a_reason()
    {
        await using var receiver = await Receiver.Start(500);
        var (order, parked) = await Park(receiver);
        var operators = await application.Operator();
        var path = $"/parked-messages/{parked[0].GetProperty("sequence")}/discard";

        (await operators.Post(path, new { reason = " " })).ShouldRefuse(422, "reason_required", "/reason");
        (await operators.Post(path, new { reason = "the receiver is gone" })).ShouldBe(200)["decision"].ShouldBe("Discarded");

        (await All(order)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_discarded_for_one_endpoint_still_waits_for_the_other()
    {
        await using var receiver = await Receiver.Start(500);
        await using var other = await Receiver.Start(500);
        var (order, parked) = await Park(receiver, other);
        var operators = await application.Operator();
        (await operators.Post($"/parked-messages/{parked[0].GetProperty("sequence")}/discard", new { reason = "it is gone" })).ShouldBe(200);

        var left = (await All(order)).ShouldHaveSingleItem();
        left.GetProperty("destination").GetString().ShouldBe(parked[1].GetProperty("destination").GetString());
        other.Status = 204;
        (await operators.Post($"/parked-messages/{left.GetProperty("sequence")}/resend", new { reason = "back" })).ShouldBe(200);
        (await other.Next()).Id.ShouldBe(parked[0].GetProperty("message_id").GetString());
        receiver.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Only_operators_see_parked_messages() =>
        (await (await application.Provider()).Get("/parked-messages")).ShouldRefuse(403, "scope_missing");

    /// <summary>An order whose event none of the receivers took, and what is parked of it for each of them, in their order.</summary>
    private async Task<(string Order, IReadOnlyList<JsonElement> Parked)> Park(params Receiver[] receivers)
    {
        var trade = await Trade.Begin(application);
        List<string> endpoints = [];
        foreach (var one in receivers)
        {
            // Its own fate alone: what befalls the others is not told to it.
            endpoints.Add((await trade.Provider.Post("/webhook-endpoints", new { url = one.Url, events = (string[])["order.*"] })).ShouldBe(201).Id);
            await Until(async () => (await trade.Provider.Get("/webhook-endpoints/" + endpoints[^1]))["status"] == "enabled");
        }

        var order = await trade.Order();
        foreach (var receiver in receivers)
        {
            // The clock is the same for all: later ones have most of their pushes already when they are looked at.
            while (await receiver.Next() is { Attempt: < LastAttempt } push)
            {
                if (receiver.Waiting == 0)
                {
                    await trade.Wait((int)RetrySchedule.LongestWait(push.Attempt).TotalSeconds);
                }
            }
        }

        // All of them: which of the last attempts is settled first says nothing about whose it is.
        List<JsonElement> parked = [];
        await Until(async () => (parked = await All(order)).Count == receivers.Length);
        return (order, [.. endpoints.Select(id => parked.Single(message => message.GetProperty("destination").GetString()!.EndsWith("/" + id, StringComparison.Ordinal)))]);
    }

    private async Task<List<JsonElement>> All(string order)
    {
        var page = (await (await application.Operator()).Get("/parked-messages")).ShouldBe(200);
        return [.. page.Data.Where(message => message.GetProperty("subject").GetString() == order)];
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await holds())
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private sealed class Receiver(WebApplication app) : IAsyncDisposable
    {
        private readonly Channel<(string Id, int Attempt)> _pushes = Channel.CreateUnbounded<(string Id, int Attempt)>();

        public int Status { get; set; }

        /// <summary>How many pushes were not looked at yet.</summary>
        public int Waiting => _pushes.Reader.Count;

        public string Url => app.Urls.First() + "/";

        public static async Task<Receiver> Start(int status)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var receiver = new Receiver(app) { Status = status };
            app.MapPost("/", async (HttpRequest request) =>
            {
                using var push = await JsonDocument.ParseAsync(request.Body);
                if (push.RootElement.TryGetProperty("challenge", out var challenge))
                {
                    return Results.Json(new { challenge = challenge.GetString() });
                }

                var answer = Results.StatusCode(receiver.Status);
                receiver._pushes.Writer.TryWrite((request.Headers["webhook-id"]!, int.Parse(request.Headers["webhook-attempt"]!, CultureInfo.InvariantCulture)));
                return answer;
            });
            await app.StartAsync();
            return receiver;
        }

        /// <summary>The next push.</summary>
        public async Task<(string Id, int Attempt)> Next() => await _pushes.Reader.ReadAsync().AsTask().WaitAsync(Limit);

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
