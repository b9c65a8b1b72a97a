using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Webhooks;

/// <summary>A partner's server on the loopback that keeps pushes as they came, byte by byte, and gives challenges back.</summary>
internal sealed class Pushes(WebApplication app) : IAsyncDisposable
{
    private readonly Channel<Push> _pushes = Channel.CreateUnbounded<Push>();

    public string Url => app.Urls.First() + "/hooks";

    public static async Task<Pushes> Listen()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var pushes = new Pushes(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            pushes._pushes.Writer.TryWrite(new Push(body, context.Request.Headers.ToDictionary(
                header => header.Key.ToLowerInvariant(), header => header.Value.ToString())));
            using var json = System.Text.Json.JsonDocument.Parse(body);
            if (json.RootElement.TryGetProperty("challenge", out var challenge))
            {
                context.Response.Headers["webhook-challenge"] = challenge.GetString();
            }

            await context.Response.CompleteAsync();
        });
        await app.StartAsync();
        return pushes;
    }

    public Task<Push> Next() => _pushes.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>One push.</summary>
/// <param name="Headers">By lower-case name.</param>
internal sealed record Push(string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Signature => Headers["webhook-signature"];

    /// <summary>The same with another header.</summary>
    public Push With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };
}
