using System.Security.Cryptography;
using System.Text;

namespace Actors.Api.Screen;

/// <summary>
/// The whole page. Style and script stand inside it, allowed by their hashes, so that it is one request, needs no
/// other host, and nothing that anyone injects would run.
/// </summary>
internal static class ScreenPage
{
    private static readonly string Style = Embedded("screen.css");

    private static readonly string Script = Embedded("screen.js");

    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src '{HashOf(Style)}'; script-src '{HashOf(Script)}'; connect-src 'self'; " +
        "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static string TitleOf(ScreenOrder order) => $"{ScreenParts.HeadingOf(order.Phase)} · {order.Order.ProductName}";

    public static Html Render(ScreenOrder order, ScreenRetry? retry = null)
    {
        // Without a script the page loads itself anew, but only as long as there is something to wait for.
        var refresh = order.Remaining > TimeSpan.Zero
            ? Html.Of($"""<noscript><meta http-equiv="refresh" content="3;url={order.Url}"></noscript>""")
            : Html.Empty;
        var follow = order.Remaining > TimeSpan.Zero
            ? Html.Of(
                $"""data-url="{order.Url}" data-remaining="{(long)Math.Ceiling(order.Remaining.TotalMilliseconds)}" data-version="{order.Version}" data-status="{order.Phase.ToString()}" """)
            : Html.Empty;
        return Document(TitleOf(order), refresh, Html.Of(
            $"""
            {ScreenParts.Summary(order)}
            <div id="live" role="status" aria-live="polite" {follow}>{ScreenParts.Live(order, retry)}</div>
            <template id="left">{ScreenParts.MayBeLeft}</template>
            {ScreenParts.Reference(order)}
            """));
    }

    public static Html Message(string title, string text) => Document(title, Html.Empty, Html.Of(
        $"""<div class="face waiting"><h1>{title}</h1><p>{text}</p></div>"""));

    private static Html Document(string title, Html head, Html body) => Html.Of(
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>{title}</title>
        <link rel="icon" href="data:,">
        {head}
        <style>{Html.Own(Style)}</style>
        </head>
        <body>
        <main class="card">
        {body}
        </main>
        <script>{Html.Own(Script)}</script>
        </body>
        </html>
        """);

    private static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Embedded(string file)
    {
        var name = $"{typeof(ScreenPage).Namespace}.{file}";
        using var stream = typeof(ScreenPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded file {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
