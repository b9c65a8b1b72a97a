// A partner: receives orders, verifies that they come from Actors, and answers each.
// dotnet run --project samples/partner -- --key sk_test_…   [--secret whsec_…] [--actors http://localhost:5080] [--port 5090]
using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Partner;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration["port"] ?? "5090"}");
var key = builder.Configuration["key"] ?? throw new ArgumentException("Give me a key: --key sk_test_…");
using var actors = new ActorsClient(builder.Configuration["actors"] ?? "http://localhost:5080", key);
var secret = new TaskCompletionSource<string>();
var seen = new ConcurrentDictionary<string, bool>();
await using var app = builder.Build();

app.MapPost("/", async (HttpRequest request) =>
{
    using var body = new MemoryStream();
    await request.Body.CopyToAsync(body);

    // The first push, a challenge, may be here before the answer that has our secret.
    if (!Webhook.Verify(await secret.Task.WaitAsync(TimeSpan.FromSeconds(10)), request.Headers, body.ToArray(), TimeProvider.System.GetUtcNow()))
    {
        return Results.Unauthorized();
    }

    string id = request.Headers["webhook-id"]!;
    using var push = JsonDocument.Parse(body.ToArray());
    var type = push.RootElement.GetProperty("type").GetString();
    if (type == "endpoint.verification")
    {
        return Results.Json(new { challenge = push.RootElement.GetProperty("challenge").GetString() });     // yes, we want these pushes
    }

    if (type is not ("order.created" or "order.updated") || !seen.TryAdd(id, true))
    {
        return Results.NoContent();     // not for us to answer, or a duplicate
    }

    // Here you would do the work. The push's id makes the answer safe to repeat.
    var order = push.RootElement.GetProperty("data").GetProperty("id").GetString()!;
    var answer = await actors.Post($"/orders/{order}", """{"status":"Succesful","output":{"message":"Done by the sample partner"}}""", id);
    Console.WriteLine($"{type} {order}: answered, {(int)answer}");
    if ((int)answer is >= 200 and < 300 or (int)HttpStatusCode.Conflict)
    {
        return Results.NoContent();     // a conflict: somebody else has answered it
    }

    seen.TryRemove(id, out _);
    return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);     // it will be pushed again
});

await app.StartAsync();
secret.SetResult(builder.Configuration["secret"] ?? await actors.Register(app.Urls.First() + "/"));
Console.WriteLine($"Listening on {app.Urls.First()}");
await app.WaitForShutdownAsync();
