using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Bench.Stopwatch.Http;

/// <summary>The baseline of the HTTP rows: the same Kestrel, in a process of its own, answers a constant JSON and does nothing else.</summary>
internal sealed class ConstantServer : IDisposable
{
    /// <summary>How the program is told to be one.</summary>
    public const string Verb = "constant";

    private readonly Process _process;

    private ConstantServer(Process process, int port) => (_process, EndPoint) = (process, new IPEndPoint(IPAddress.Loopback, port));

    public IPEndPoint EndPoint { get; }

    public static async Task<ConstantServer> StartAsync(string json)
    {
        var port = SiloProcess.FreePort();
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "Actors.bench"),
            [Verb, port.ToString(System.Globalization.CultureInfo.InvariantCulture), Convert.ToBase64String(Encoding.UTF8.GetBytes(json))])
        {
            RedirectStandardOutput = true,
        };

        // As the silo has it.
        start.Environment["DOTNET_gcServer"] = "1";
        var process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return new ConstantServer(process, port);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Is one, until it is killed.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var json = Convert.FromBase64String(args[1]);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:" + args[0]);
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        await using var app = builder.Build();
        app.MapPost("/orders", async (HttpContext http) =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            await AnswerAsync(http, StatusCodes.Status201Created, json);
        });
        app.MapGet("/orders/{id}", (HttpContext http) => AnswerAsync(http, StatusCodes.Status200OK, json));
        await app.StartAsync();
        Console.WriteLine("ready");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    private static Task AnswerAsync(HttpContext http, int status, byte[] json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        return http.Response.Body.WriteAsync(json).AsTask();
    }
}
