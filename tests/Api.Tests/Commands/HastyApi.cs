using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Commands;

/// <summary>The API behind a door where the provider's own server is always a little faster: it answers orders first.</summary>
internal sealed class HastyApi : IAsyncDisposable
{
    private readonly WebApplication _door;

    private HastyApi(WebApplication door) => (_door, Http) = (door, new HttpClient { BaseAddress = new Uri(door.Urls.First()) });

    public HttpClient Http { get; }

    /// <param name="times">How many orders it is faster with.</param>
    public static async Task<HastyApi> Start(Client provider, int times)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var door = builder.Build();
        door.Run(async context =>
        {
            var (request, path) = (context.Request, context.Request.Path + context.Request.QueryString);
            if (request.Path.StartsWithSegments("/orders") && HttpMethods.IsPost(request.Method) && Interlocked.Decrement(ref times) >= 0)
            {
                (await provider.Post(path, new { status = "Succesful", output = new { booking = "B-1" } })).ShouldBe(200);
            }

            var headers = request.Headers.Where(header => header.Key is "Idempotency-Key" or "If-Match");
            var body = await new StreamReader(request.Body).ReadToEndAsync(context.RequestAborted);
            var answer = await provider.Send(
                new HttpMethod(request.Method), path, body.Length == 0 ? null : body, [.. headers.Select(header => (header.Key, header.Value.ToString()))]);
            context.Response.StatusCode = answer.Status;
            await context.Response.WriteAsync(answer.Text, context.RequestAborted);
        });
        await door.StartAsync();
        return new HastyApi(door);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _door.DisposeAsync();
    }
}
