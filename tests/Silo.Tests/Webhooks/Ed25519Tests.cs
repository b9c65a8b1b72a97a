using System.Text;
using Actors.Webhooks;

namespace Actors.Tests.Webhooks;

/// <summary>Against the vectors of RFC 8032, 7.1.</summary>
[Requirement("MM-42")]
public sealed class Ed25519Tests
{
    [Theory]
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    public void Keys_and_signatures_are_those_of_the_standard(string seed, string open, string message, string signature)
    {
        Convert.ToHexStringLower(Ed25519.PublicKey(Convert.FromHexString(seed))).ShouldBe(open);
        Convert.ToHexStringLower(Ed25519.Sign(Convert.FromHexString(seed), Convert.FromHexString(message))).ShouldBe(signature);
    }

    [Fact]
    public void A_new_pair_is_written_as_standard_webhooks_has_it_and_signs_beside_a_shared_secret()
    {
        var pair = new SigningKeys().New(Signatures.Ed25519).ShouldNotBeNull();
        var open = Convert.FromBase64String(pair.PublicKey.ShouldNotBeNull()["whpk_".Length..]);
        var key = Convert.FromBase64String(pair.Secret["whsk_".Length..]);
        (open.Length, key.Length).ShouldBe((32, 64));
        key[32..].ShouldBe(open);
        Ed25519.PublicKey(key.AsSpan(0, 32)).ShouldBe(open);

        var signed = WebhookSigner.Sign([pair.Secret, Rig.Secret(1)], "evt_1", 1, "{}"u8).Split(' ');
        signed[0].ShouldBe("v1a," + Convert.ToBase64String(Ed25519.Sign(key, Encoding.UTF8.GetBytes("evt_1.1.{}"))));
        signed[1].ShouldStartWith("v1,");
    }
}
