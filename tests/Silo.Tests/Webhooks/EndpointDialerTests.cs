using System.Net;
using System.Net.Sockets;
using Actors.Webhooks;

namespace Actors.Tests.Webhooks;

public sealed class EndpointDialerTests
{
    // 127.0.0.2 stands for a public address: the only one that is allowed.
    private static readonly AddressPolicy OnlyTwo = new(allowLoopback: false, [IPNetwork.Parse("127.0.0.2/32")]);

    [Fact]
    public async Task A_name_that_turns_to_an_inner_address_is_not_dialled()
    {
        await using var inner = await Listener.Start(IPAddress.Loopback);
        await using var outer = await Listener.Start(IPAddress.Parse("127.0.0.2"), inner.Port);
        var answers = new Queue<string>(["127.0.0.2", "127.0.0.1"]);
        var dialer = Dialer((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(answers.Dequeue())]));

        await using (await dialer.Dial(new DnsEndPoint("rebinding.example", inner.Port), default))
        {
            outer.Accepted.ShouldBeTrue();
        }

        (await Refused(dialer, "rebinding.example", inner.Port)).ShouldBe("blocked_address");
        inner.Accepted.ShouldBeFalse();
        answers.ShouldBeEmpty();        // one look-up for each dial: what was checked is what was dialled
    }

    [Fact]
    public async Task Of_many_addresses_only_the_allowed_ones_are_dialled()
    {
        await using var inner = await Listener.Start(IPAddress.Loopback);
        await using var outer = await Listener.Start(IPAddress.Parse("127.0.0.2"), inner.Port);

        await using var stream = await Dialer(Rig.To("10.0.0.1", "127.0.0.1", "::1", "127.0.0.2"))
            .Dial(new DnsEndPoint("mixed.example", inner.Port), default);

        outer.Accepted.ShouldBeTrue();
        inner.Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task The_second_address_is_tried_when_the_first_is_closed()
    {
        await using var open = await Listener.Start(IPAddress.Parse("127.0.0.3"));
        var dialer = new EndpointDialer(new AddressPolicy(true, []), Rig.To("127.0.0.2", "127.0.0.3"), TimeSpan.FromSeconds(5));

        await using var stream = await dialer.Dial(new DnsEndPoint("two.example", open.Port), default);

        open.Accepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("169.254.169.254")]
    public async Task An_address_in_place_of_a_name_is_checked_as_well(string host) =>
        (await Refused(Dialer((_, _) => throw new InvalidOperationException("not looked up")), host, 80)).ShouldBe("blocked_address");

    [Theory]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.TryAgain)]
    [InlineData(SocketError.NoData)]
    public async Task A_failed_look_up_is_a_failure_of_dns(SocketError error) =>
        (await Refused(Dialer((_, _) => throw new SocketException((int)error)), "none.example", 80)).ShouldBe("dns_failure");

    [Fact]
    public async Task A_name_without_addresses_is_a_failure_of_dns() =>
        (await Refused(Dialer(Rig.To()), "none.example", 80)).ShouldBe("dns_failure");

    private static EndpointDialer Dialer(ResolveHost resolve) => new(OnlyTwo, resolve, TimeSpan.FromSeconds(5));

    private static async Task<string> Refused(EndpointDialer dialer, string host, int port) =>
        (await Should.ThrowAsync<DialException>(() => dialer.Dial(new DnsEndPoint(host, port), default))).Outcome;

    /// <summary>Says whether anybody has connected.</summary>
    private sealed class Listener(TcpListener tcp) : IAsyncDisposable
    {
        public int Port => ((IPEndPoint)tcp.LocalEndpoint).Port;

        public bool Accepted => tcp.Pending();

        public static Task<Listener> Start(IPAddress address, int port = 0)
        {
            var tcp = new TcpListener(address, port);
            tcp.Start();
            return Task.FromResult(new Listener(tcp));
        }

        public ValueTask DisposeAsync()
        {
            tcp.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
