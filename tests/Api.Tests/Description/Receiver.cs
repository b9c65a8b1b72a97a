using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Description;

/// <summary>A partner's server on the loopback; its pushes in the order in which they came.</summary>
internal sealed class Receiver(WebApplication app) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Channel<(JsonNode Body, int Attempt)> _pushes = Channel.CreateUnbounded<(JsonNode, int)>();

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 204;

    /// <summary>The last challenge; it was given back.</summary>
    public JsonNode? Challenge { get; private set; }

    public string Url => app.Urls.First() + "/hooks";

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.MapPost("/hooks", async (HttpRequest request) =>
        {
            var status = receiver.Status;
            var push = (await JsonNode.ParseAsync(request.Body))!;
            if (push["challenge"] is { } challenge)
            {
                receiver.Challenge = push;
                return Results.Json(new { challenge = challenge.GetValue<string>() });
            }

            receiver._pushes.Writer.TryWrite((push, int.Parse(request.Headers["webhook-attempt"]!, CultureInfo.InvariantCulture)));
            return Results.StatusCode(status);
        });
        await app.StartAsync();
        return receiver;
    }

    public async Task<(JsonNode Body, int Attempt)> Next() => await _pushes.Reader.ReadAsync().AsTask().WaitAsync(Limit);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
