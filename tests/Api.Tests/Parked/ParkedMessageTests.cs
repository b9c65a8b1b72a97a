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
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    [Requirement("G6")]
    public async Task A_parked_push_waits_until_an_operator_sends_it_again()
    {
        await using var receiver = await Receiver.Start(500);
        var (trade, order, parked) = await Park(receiver);
        parked.GetProperty("subject").GetString().ShouldBe(order);
        var operators = await application.Operator();

        receiver.Status = 204;
        var path = $"/parked-messages/{parked.GetProperty("sequence")}/resend";
        (await operators.Post(path, new { reason = "back again" })).ShouldBe(200)["decision"].ShouldBe("Resent");

        // So long an endpoint that only failed may rest.
        await trade.Wait(300);

        (await receiver.Next()).Id.ShouldBe(parked.GetProperty("message_id").GetString());
        await Until(async () => await Find(order) is null);
        (await operators.Post(path, new { reason = "once more" })).ShouldRefuse(404, "message_not_found");
    }

    [Fact]
    public async Task A_parked_push_is_discarded_with_a_reason()
    {
        await using var receiver = await Receiver.Start(500);
        var (_, order, parked) = await Park(receiver);
        var operators = await application.Operator();
        var path = $"/parked-messages/{parked.GetProperty("sequence")}/discard";

        (await operators.Post(path, new { reason = " " })).ShouldRefuse(422, "reason_required", "/reason");
        (await operators.Post(path, new { reason = "the receiver is gone" })).ShouldBe(200)["decision"].ShouldBe("Discarded");

        (await Find(order)).ShouldBeNull();
    }

    [Fact]
    public async Task Only_operators_see_parked_messages() =>
        (await (await application.Provider()).Get("/parked-messages")).ShouldRefuse(403, "scope_missing");

    private async Task<(Trade Trade, string Order, JsonElement Parked)> Park(Receiver receiver)
    {
        var trade = await Trade.Begin(application);
        var endpoint = (await trade.Provider.Post("/webhook-endpoints", new { url = receiver.Url })).ShouldBe(201).Id;
        await Until(async () => (await trade.Provider.Get("/webhook-endpoints/" + endpoint))["status"] == "enabled");
        var order = await trade.Order();
        while (await receiver.Next() is { Attempt: < LastAttempt } push)
        {
            await trade.Wait((int)LongestWait(push.Attempt).TotalSeconds);
        }

        JsonElement? parked = null;
        await Until(async () => (parked = await Find(order)) is not null);
        return (trade, order, parked!.Value);
    }

    /// <summary>The longest that the retry schedule waits after an attempt that was not in the order's minute.</summary>
    private static TimeSpan LongestWait(int attempt) => attempt switch
    {
        < 6 => TimeSpan.FromMinutes(6),
        6 => TimeSpan.FromMinutes(36),
        7 => TimeSpan.FromHours(2.4),
        8 => TimeSpan.FromHours(6),
        _ => TimeSpan.FromHours(12),
    };

    private async Task<JsonElement?> Find(string order)
    {
        var page = (await (await application.Operator()).Get("/parked-messages")).ShouldBe(200);
        return page.Data.Where(message => message.GetProperty("subject").GetString() == order).Select(message => (JsonElement?)message).FirstOrDefault();
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
