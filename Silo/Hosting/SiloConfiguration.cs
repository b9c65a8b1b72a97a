using System.Reflection;
using Actors.Runtime.Hosting;

namespace Actors.Hosting;

/// <summary>Reads what a silo is told, and fills in what nobody said.</summary>
internal static class SiloConfiguration
{
    private const string InsecureEndpoints = "Webhooks:AllowInsecureEndpoints";

    public static SiloSettings Read(IConfiguration configuration) => new()
    {
        Postgres = Text(configuration, "Actors:Postgres"),
        DataDirectory = Text(configuration, "Actors:DataDirectory") ?? "data",
        MasterKey = Text(configuration, "Actors:MasterKey"),
        Address = Urls(configuration),
        Runtime = RuntimeConfiguration.Read(configuration.GetSection("Actors:Runtime")),
        Version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "",
    };

    /// <summary>Defaults that depend on other settings.</summary>
    public static void Complete(WebApplicationBuilder builder, SiloSettings settings)
    {
        var urls = Urls(builder.Configuration);
        foreach (var url in urls.Split(';'))
        {
            Check(url);
        }

        builder.WebHost.UseUrls(urls.Split(';'));

        // A silo for trying things out, alone on its machine, may push to a partner on the same machine. Nobody else.
        if (builder.Configuration[InsecureEndpoints] is null && settings.Postgres is null && Array.TrueForAll(urls.Split(';'), IsLoopback))
        {
            builder.Configuration[InsecureEndpoints] = "true";
        }
    }

    private static string Urls(IConfiguration configuration) =>
        Text(configuration, "urls") ?? Text(configuration, "http_ports") switch
        {
            { } port => $"http://*:{port}",
            null => SiloHost.DefaultUrl,
        };

    private static void Check(string url)
    {
        try
        {
            BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            throw new SiloStartException($"Urls: '{url}' is no address to listen on. Give one such as {SiloHost.DefaultUrl}.");
        }
    }

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private static string? Text(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } text ? text : null;
}
