using System.Net;
using Actors.Webhooks;

namespace Actors.Tests.Webhooks;

public sealed class AddressPolicyTests
{
    private static readonly AddressPolicy Strict = new(allowLoopback: false, []);

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.1")]
    [InlineData("168.63.129.17")]
    [InlineData("169.253.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.1")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::1")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    public void Public_addresses_are_allowed(string address) => Strict.Allows(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.0")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.0")]
    [InlineData("100.100.100.200")]         // metadata
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.255")]
    [InlineData("168.63.129.16")]           // host services
    [InlineData("169.254.0.1")]
    [InlineData("169.254.169.254")]         // metadata
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.0.192")]             // metadata
    [InlineData("192.0.2.1")]
    [InlineData("192.31.196.1")]
    [InlineData("192.52.193.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("192.175.48.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::8.8.8.8")]               // v4-compatible
    [InlineData("::ffff:8.8.8.8")]          // v4-mapped
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:0:8.8.8.8")]        // v4-translated
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:100.64.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]      // NAT64
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]                  // discard
    [InlineData("2001::1")]                 // Teredo
    [InlineData("2001:0:4136:e378::1")]
    [InlineData("2001:2::1")]               // benchmarks
    [InlineData("2001:10::1")]              // ORCHID
    [InlineData("2001:20::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001:0:a9fe:a9fe::1")]     // Teredo by way of 169.254.169.254
    [InlineData("2002:7f00:1::1")]          // 6to4 of 127.0.0.1
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2002:a00:1::1")]
    [InlineData("2620:4f:8000::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]           // metadata
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void All_others_are_refused(string address) => Strict.Allows(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    public void Development_adds_loopback_and_nothing_else(string address, bool allowed) =>
        new AddressPolicy(allowLoopback: true, []).Allows(IPAddress.Parse(address)).ShouldBe(allowed);

    [Theory]
    [InlineData("10.20.0.7", true)]
    [InlineData("10.21.0.7", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("8.8.8.8", true)]
    public void An_exempted_network_is_allowed_and_nothing_else(string address, bool allowed) =>
        new AddressPolicy(allowLoopback: false, [IPNetwork.Parse("10.20.0.0/16")]).Allows(IPAddress.Parse(address)).ShouldBe(allowed);
}
