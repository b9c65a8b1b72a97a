using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Partner;

namespace Actors.Tests.Commands;

/// <summary>A developer's own server: verifies as the sample partner does, and answers as the test says.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Push> _pushes = Channel.CreateUnbounded<Push>();

    private Server(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/hooks";

    public int Waiting => _pushes.Reader.Count;

    public static async Task<Server> Start(string secret, Func<Push, int>? answer = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var server = new Server(builder.Build());
        server._app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var genuine = Webhook.Verify(secret, context.Request.Headers, body.ToArray(), TimeProvider.System.GetUtcNow());
            var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
            var push = new Push(genuine, headers, body.ToArray());
            context.Response.StatusCode = genuine ? answer?.Invoke(push) ?? 204 : 401;

            // Before the answer leaves, or the next push might be here before this one.
            server._pushes.Writer.TryWrite(push);
            if (context.Response.StatusCode >= 400)
            {
                await context.Response.WriteAsync("""{"detail":"The database is not there."}""");
            }
        });
        await server._app.StartAsync();
        return server;
    }

    public Task<Push> Next() => _pushes.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

internal sealed record Push(bool Genuine, Dictionary<string, string> Headers, byte[] Body)
{
    public string this[string header] => Headers.GetValueOrDefault(header, "");
}
