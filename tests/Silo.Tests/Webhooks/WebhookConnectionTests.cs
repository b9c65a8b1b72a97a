using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Actors.Tests.Webhooks;

/// <summary>Receivers that give no answer at all, over real HTTP.</summary>
public sealed class WebhookConnectionTests
{
    [Fact]
    public async Task No_answer_in_time_is_a_timeout()
    {
        await using var receiver = await Receiver.Start(Receiver.Hang);
        await using var rig = new Rig(settings: ("Timeout", "00:00:00.200")).With(receiver.Url);

        var retry = (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Retry>();

        (retry.Detail.Outcome, retry.Detail.StatusCode).ShouldBe(("timeout", null));
    }

    [Fact]
    public async Task Dns_that_never_answers_is_a_timeout_of_the_connection()
    {
        await using var rig = new Rig(
            async (_, cancelled) => { await new TaskCompletionSource().Task.WaitAsync(cancelled); return []; },
            ("ConnectTimeout", "00:00:00.100")).With("http://slow.example/");

        (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Retry>().Detail.Outcome.ShouldBe("timeout");
    }

    [Fact]
    public async Task When_the_silo_stops_the_attempt_is_given_up_and_not_counted()
    {
        await using var receiver = await Receiver.Start(Receiver.Hang);
        await using var rig = new Rig().With(receiver.Url);
        using var stop = new CancellationTokenSource();

        var attempt = rig.Dispatch(cancellationToken: stop.Token);
        await receiver.Next();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(attempt);
    }

    [Fact]
    public async Task A_closed_port_is_a_failed_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var rig = new Rig().With($"http://127.0.0.1:{port}/");

        (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Retry>().Detail.Outcome.ShouldBe("connection_failed");
    }

    [Theory]
    [InlineData("", "dns_failure")]
    [InlineData("10.1.2.3", "blocked_address")]
    public async Task An_attempt_without_a_connection_does_not_name_the_address_of_an_earlier_one(string turns, string outcome)
    {
        await using var receiver = await Receiver.Start(context =>
        {
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        var leads = "127.0.0.1";
        await using var rig = new Rig((_, _) => leads.Length > 0
            ? Task.FromResult<IPAddress[]>([IPAddress.Parse(leads)])
            : throw new SocketException((int)SocketError.HostNotFound)).With($"http://turning.example:{receiver.Port}/");

        (await rig.Dispatch()).Detail.Address.ShouldBe($"127.0.0.1:{receiver.Port}");
        leads = turns;
        var detail = (await rig.Dispatch()).Detail;

        (detail.Outcome, detail.Address).ShouldBe((outcome, ""));
    }

    [Fact]
    public async Task A_connection_that_breaks_off_is_a_failed_connection()
    {
        await using var receiver = await Receiver.Start(context => { context.Abort(); return Task.CompletedTask; });
        await using var rig = new Rig().With(receiver.Url);

        var detail = (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Retry>().Detail;

        (detail.Outcome, detail.Address).ShouldBe(("connection_failed", $"127.0.0.1:{receiver.Port}"));
    }

    [Fact]
    public async Task Headers_without_end_are_a_failed_connection()
    {
        await using var receiver = await Receiver.Start(context =>
        {
            context.Response.Headers["X-Long"] = new string('x', 40_000);
            return Task.CompletedTask;
        });
        await using var rig = new Rig().With(receiver.Url);

        (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Retry>().Detail.Outcome.ShouldBe("connection_failed");
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_a_failure_of_tls()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(Rig.Real.AddYears(-5), Rig.Real.AddYears(20));
        await using var receiver = await Receiver.Start(_ => Task.CompletedTask, listen: options => options.UseHttps(certificate));
        await using var rig = new Rig().With($"https://localhost:{receiver.Port}/");

        (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Retry>().Detail.Outcome.ShouldBe("tls_failure");
        receiver.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_name_that_is_not_known_is_a_failure_of_dns()
    {
        await using var rig = new Rig((_, _) => throw new SocketException((int)SocketError.HostNotFound)).With("https://none.example/");

        (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Retry>().Detail.Outcome.ShouldBe("dns_failure");
    }
}
