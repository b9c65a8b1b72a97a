using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Actors.Commands.Partner;
using Actors.Webhooks;
using Microsoft.Extensions.Options;

namespace Actors.Commands.Listen;

/// <summary>The developer's own server: gets what a push would be, made by the code that makes pushes.</summary>
internal sealed class LocalReceiver : IDisposable
{
    private static readonly TimeSpan LookUp = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;
    private readonly WebhookSender _sender;
    private readonly Uri _address;
    private readonly string _secret;
    private readonly TimeProvider _time;

    public LocalReceiver(Uri address, string secret, TimeProvider time)
    {
        (_address, _secret, _time) = (address, secret, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _sender = new WebhookSender(_http, Options.Create(new WebhookOptions()), time);
    }

    /// <summary>
    /// Reads an address as people write it (<c>3000</c>, <c>3000/hooks</c>, <c>localhost:3000/hooks</c>, a whole URL), and sees
    /// that its name leads somewhere. Whether anybody listens there is not asked: that may come later.
    /// </summary>
    /// <exception cref="UsageException">It is no address, or leads nowhere.</exception>
    public static async Task<Uri> Find(string? text, CancellationToken stop)
    {
        var address = Parse(text);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LookUp);
        try
        {
            await Dns.GetHostAddressesAsync(address.IdnHost, limit.Token).WaitAsync(limit.Token);
            return address;
        }
        catch (Exception error) when (error is SocketException or ArgumentException || (error is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw new UsageException($"--forward-to '{text}': there is no machine called '{address.Host}'. Give the port of a server on this machine, such as 3000, or a URL such as http://localhost:3000/hooks");
        }
    }

    private static Uri Parse(string? text)
    {
        var url = text switch
        {
            null => throw new UsageException("Say where your server listens: --forward-to http://localhost:3000/hooks"),
            _ when text.Split('/')[0] is { Length: > 0 } port && port.All(char.IsAsciiDigit) => "http://localhost:" + text,
            _ when text.AsSpan().IndexOfAny(".:[") < 0 && text.Split('/')[0] != "localhost" => "",
            _ when !text.Contains("://", StringComparison.Ordinal) => "http://" + text,
            _ => text,
        };
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? address
            : throw new UsageException($"--forward-to '{text}' is no web address; give the port of a server on this machine, such as 3000, or a URL such as http://localhost:3000/hooks");
    }

    /// <summary>The secret that signs; an own one is checked.</summary>
    public static string SecretOf(CommandLine line, string key)
    {
        var secret = line["secret"] ?? PartnerKey.SecretOf(key);
        try
        {
            WebhookSigner.Sign([secret], "msg", 0, []);
            return secret;
        }
        catch (FormatException)
        {
            throw new UsageException("--secret is 'whsec_' and base64, as an endpoint's secret.");
        }
    }

    public async Task<Sent> Send(PulledEvent pulled, int attempt, CancellationToken cancellationToken)
    {
        // The API rendered it already, in the version that it was asked for.
        var context = new PushContext(pulled.Sequence, "");
        var message = new OutboxMessage(
            pulled.Sequence,
            EndpointAddress.PushKind,
            "",
            pulled.Subject,
            pulled.Id,
            pulled.Type,
            pulled.Body,
            attempt,
            pulled.Created,
            pulled.Created,
            pulled.Deadline)
        {
            Context = JsonSerializer.Serialize(context, PushContextJson.Default.PushContext),
        };
        using var request = WebhookRequest.For(message, _address, [_secret], _time.GetUtcNow());
        return await _sender.Send(request, cancellationToken);
    }

    public void Dispose() => _http.Dispose();
}
