using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Parked;

public sealed class ParkedMessageTests(ActorsApplication application)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    [Requirement("G6")]
    public async Task A_parked_push_waits_until_an_operator_sends_it_again()
    {
        await using var receiver = await Receiver.Start(410);
        var (order, parked) = await Park(receiver);
        parked.GetProperty("subject").GetString().ShouldBe(order);
        var operators = await application.Operator();

        receiver.Status = 204;
        var path = $"/parked-messages/{parked.GetProperty("sequence")}/resend";
        (await operators.Post(path, new { reason = "back again" })).ShouldBe(200)["decision"].ShouldBe("Resent");

        (await receiver.Next()).ShouldBe(parked.GetProperty("message_id").GetString());
        await Until(async () => await Find(order) is null);
        (await operators.Post(path, new { reason = "once more" })).ShouldRefuse(404, "message_not_found");
    }

    [Fact]
    public async Task A_parked_push_is_discarded_with_a_reason()
    {
        await using var receiver = await Receiver.Start(410);
        var (order, parked) = await Park(receiver);
        var operators = await application.Operator();
        var path = $"/parked-messages/{parked.GetProperty("sequence")}/discard";

        (await operators.Post(path, new { reason = " " })).ShouldRefuse(422, "reason_required", "/reason");
        (await operators.Post(path, new { reason = "the receiver is gone" })).ShouldBe(200)["decision"].ShouldBe("Discarded");

        (await Find(order)).ShouldBeNull();
    }

    [Fact]
    public async Task Only_operators_see_parked_messages() =>
        (await (await application.Provider()).Get("/parked-messages")).ShouldRefuse(403, "scope_missing");

    private async Task<(string Order, JsonElement Parked)> Park(Receiver receiver)
    {
        var trade = await Trade.Begin(application);
        (await trade.Provider.Put("/webhook-endpoint", new { url = receiver.Url })).ShouldBe(200);
        var order = await trade.Order();
        await receiver.Next();
        JsonElement? parked = null;
        await Until(async () => (parked = await Find(order)) is not null);
        return (order, parked!.Value);
    }

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
        private readonly Channel<string> _pushes = Channel.CreateUnbounded<string>();

        public int Status { get; set; }

        public string Url => app.Urls.First() + "/";

        public static async Task<Receiver> Start(int status)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var receiver = new Receiver(app) { Status = status };
            app.MapPost("/", (HttpRequest request) =>
            {
                var answer = Results.StatusCode(receiver.Status);
                receiver._pushes.Writer.TryWrite(request.Headers["webhook-id"]!);
                return answer;
            });
            await app.StartAsync();
            return receiver;
        }

        /// <summary>The id of the next push.</summary>
        public async Task<string> Next() => await _pushes.Reader.ReadAsync().AsTask().WaitAsync(Limit);

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
