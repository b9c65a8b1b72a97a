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
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Channel<JsonNode> _pushes = Channel.CreateUnbounded<JsonNode>();

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 204;

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
            receiver._pushes.Writer.TryWrite((await JsonNode.ParseAsync(request.Body))!);
            return Results.StatusCode(status);
        });
        await app.StartAsync();
        return receiver;
    }

    public async Task<JsonNode> Next() => await _pushes.Reader.ReadAsync().AsTask().WaitAsync(Limit);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
