using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Actors.Bench.Fire.Cluster;

/// <summary>A push as it arrived.</summary>
/// <param name="Order">Which order it is about.</param>
internal sealed record Push(string Side, string Order, string Id, string Type, int Sequence, string Body);

/// <summary>
/// The provider's and the marketplace's receivers: they take pushes with bad manners, and answer them over the API,
/// through whichever silo lives. A part of the orders is asked for more information first.
/// </summary>
internal sealed class Receivers(SiloCluster silos, BadManners manners, FireReport report) : IAsyncDisposable
{
    private const string ProviderSide = "provider";
    private const string MarketplaceSide = "marketplace";

    /// <summary>How many of a hundred orders need more information.</summary>
    private const int AskShare = 30;

    private static readonly string[] Topics = ["order.*"];

    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _done = [];
    private WebApplication? _app;

    /// <summary>All that arrived, in the order of its arrival, by side and order.</summary>
    public ConcurrentDictionary<(string Side, string Order), ConcurrentQueue<Push>> Pushes { get; } = [];

    public async Task StartAsync()
    {
        _app = LocalServer.Build();
        _app.MapPost("/{side}", ReceiveAsync);
        await _app.StartAsync();
        await RegisterAsync(ProviderSide, silos.Provider);
        await RegisterAsync(MarketplaceSide, silos.Marketplace);
    }

    /// <summary>Completes when the marketplace has heard how the order ended.</summary>
    public Task Done(string order) => Source(order).Task;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>How many pushes each side is to get of an order.</summary>
    public int Expected(string order) => Asks(order) ? 2 : 1;

    private async Task RegisterAsync(string side, string key)
    {
        var url = $"{_app!.Urls.First()}/{side}";
        var made = await silos.SendAsync(HttpMethod.Post, "/webhook-endpoints", key, "we-" + side, new { url, events = Topics });
        if (made.Status != 201)
        {
            throw new InvalidOperationException($"The endpoint of the {side} was refused: {made}");
        }

        // Nothing else is sent to it before it has given its challenge back.
        while ((await silos.SendAsync(HttpMethod.Get, "/webhook-endpoints/" + made.Id, key)).Body.GetProperty("status").GetString() != "enabled")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private async Task<IResult> ReceiveAsync(string side, HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        var body = JsonElement.Parse(text);
        if (body.TryGetProperty("challenge", out var challenge))
        {
            return Results.Json(new { challenge = challenge.GetString() });
        }

        var push = new Push(
            side,
            body.GetProperty("data").GetProperty("id").GetString()!,
            body.GetProperty("id").GetString()!,
            body.GetProperty("type").GetString()!,
            body.GetProperty("sequence").GetInt32(),
            text);
        Pushes.GetOrAdd((side, push.Order), _ => []).Enqueue(push);
        var manner = manners.Of(push.Id, int.Parse(request.Headers["webhook-attempt"].ToString(), null));
        switch (manner)
        {
            case Manner.Refuses:
                return Results.StatusCode(503);
            case Manner.Hangs:
                await Task.Delay(Hang);
                return Results.StatusCode(504);
            case Manner.Doubles:
                await Task.WhenAll(WorkAsync(push), WorkAsync(push));
                return Results.NoContent();
            default:
                await WorkAsync(push);
                return manner == Manner.Denies ? Results.StatusCode(500) : Results.NoContent();
        }
    }

    private Task WorkAsync(Push push) => push.Type switch
    {
        "order.created" when Asks(push.Order) => AnswerAsync(push, new { status = "Need_more_info", output = new { required_fields = "meter" } }),
        "order.created" or "order.updated" => AnswerAsync(push, new { status = "Succesful", output = new { by = push.Order } }),
        "order.need_more_info" => TellAsync(push, $"/orders/{push.Order}/info", silos.Marketplace, new { fields = new { meter = "E-1" } }),
        "order.succeeded" => Finish(push),
        _ => Surprise(push),
    };

    private Task AnswerAsync(Push push, object answer) => TellAsync(push, $"/orders/{push.Order}", silos.Provider, answer);

    private async Task TellAsync(Push push, string path, string key, object body)
    {
        try
        {
            var answer = await silos.SendAsync(HttpMethod.Post, path, key, push.Id, body);
            if (answer.Status is < 200 or >= 300)
            {
                report.Fault($"The answer to {push.Id} was refused: {answer}");
            }
        }
        catch (TimeoutException error)
        {
            report.Fault(error.Message);
        }
    }

    private Task Finish(Push push)
    {
        Source(push.Order).TrySetResult();
        return Task.CompletedTask;
    }

    private Task Surprise(Push push)
    {
        report.Fault($"A push of the type {push.Type} was not expected for {push.Order}");
        return Task.CompletedTask;
    }

    private bool Asks(string order) => manners.Picks(order, AskShare);

    private TaskCompletionSource Source(string order) =>
        _done.GetOrAdd(order, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
