using System.Security.Cryptography;
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

    /// <param name="answer">How it answers, challenges aside; 200 when nothing else is said.</param>
    /// <param name="challenged">How it answers a challenge; it gives it back when nothing else is said.</param>
    public static async Task<Pushes> Listen(Func<Push, HttpContext, Task>? answer = null, Func<string, HttpContext, Task>? challenged = null)
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
            var push = new Push(body, context.Request.Headers.ToDictionary(
                header => header.Key.ToLowerInvariant(), header => header.Value.ToString()));
            pushes._pushes.Writer.TryWrite(push);
            using var json = System.Text.Json.JsonDocument.Parse(body);
            if (json.RootElement.TryGetProperty("challenge", out var challenge) && challenged is not null)
            {
                await challenged(challenge.GetString()!, context);
            }
            else if (challenge.ValueKind == System.Text.Json.JsonValueKind.String)
            {
                context.Response.Headers["webhook-challenge"] = challenge.GetString();
            }
            else if (answer is not null)
            {
                await answer(push, context);
            }

            await context.Response.CompleteAsync();
        });
        await app.StartAsync();
        return pushes;
    }

    /// <summary>The next one that is no challenge.</summary>
    public async Task<Push> NextEvent()
    {
        while (true)
        {
            if (await Next() is { Topic: not "endpoint.verification" } push)
            {
                return push;
            }
        }
    }

    public Task<Push> Next() => _pushes.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>One push.</summary>
/// <param name="Headers">By lower-case name.</param>
internal sealed record Push(string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Id => Headers["webhook-id"];

    public string Topic => Headers["webhook-topic"];

    public string Attempt => Headers["webhook-attempt"];

    public string Signature => Headers["webhook-signature"];

    /// <summary>Whether one of its signatures is by this <c>whsec_</c>, as Standard Webhooks 1.0.0 has it.</summary>
    public bool IsSignedWith(string secret)
    {
        var signed = Encoding.UTF8.GetBytes($"{Id}.{Headers["webhook-timestamp"]}.{Body}");
        var code = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed);
        return Signature.Split(' ').Contains("v1," + Convert.ToBase64String(code));
    }

    /// <summary>The same with another header.</summary>
    public Push With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };
}
