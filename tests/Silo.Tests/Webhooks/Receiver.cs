using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Actors.Tests.Webhooks;

/// <summary>A partner's server: Kestrel on a free port of this machine. Keeps what it got and answers as told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();

    private Receiver(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/hook";

    public int Port => new Uri(Url).Port;

    /// <summary>How many requests were not looked at yet.</summary>
    public int Waiting => _received.Reader.Count;

    public static Task<Receiver> Answering(int status, string body = "") => Start(async context =>
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
    });

    public static async Task<Receiver> Start(RequestDelegate answer, string address = "127.0.0.1", Action<ListenOptions>? listen = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(address), 0, listen ?? (_ => { })));
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = new HeaderDictionary(new Dictionary<string, StringValues>(context.Request.Headers, StringComparer.OrdinalIgnoreCase));
            receiver._received.Writer.TryWrite(new Received(context.Request.Method, context.Request.Path, headers, body.ToArray()));
            await answer(context);
        });
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The next request; waits for it for at most 60 seconds.</summary>
    public Task<Received> Next() => _received.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Answers nothing until the other side gives up.</summary>
    public static Task Hang(HttpContext context) => new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
}

internal sealed record Received(string Method, string Path, IHeaderDictionary Headers, byte[] Body);
