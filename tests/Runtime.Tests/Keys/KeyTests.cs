using System.Security.Cryptography;
using Actors.Runtime.Keys;
using Actors.Tests;

namespace Actors.Runtime.Tests.Keys;

/// <summary>Ids, seals and codes.</summary>
public sealed class KeyTests
{
    private readonly FakeClock _clock = new();
    private readonly KeyRing _keys = new(RandomNumberGenerator.GetBytes(KeyRing.MasterSize));

    private Ids Ids => new(_clock, _keys);

    [Fact]
    public void Ids_sort_by_the_time_of_their_making()
    {
        List<string> made = [];
        for (var i = 0; i < 500; i++)
        {
            made.Add(Ids.New("po"));
            _clock.Advance(TimeSpan.FromMilliseconds(i % 7 == 0 ? 1_000_003 : 1));
        }

        made.Order(StringComparer.Ordinal).ShouldBe(made);
        made.ShouldBeUnique();
        made.ShouldAllBe(id => id.StartsWith("po_") && id.Length == 29);
    }

    [Fact]
    public void Ids_of_one_instant_differ() =>
        Enumerable.Range(0, 10_000).Select(_ => Ids.New("po")).ShouldBeUnique();

    [Fact, Requirement("G4")]
    public void The_same_seed_gives_the_same_id_on_every_silo_with_the_key()
    {
        var seed = new[] { "prod", "acc_1", "sandbox", "key" };

        new Ids(new FakeClock(), _keys).From("po", seed).ShouldBe(Ids.From("po", seed));
        new Ids(_clock, new KeyRing(new byte[KeyRing.MasterSize])).From("po", seed).ShouldNotBe(Ids.From("po", seed), "nobody without the key can tell");
    }

    [Fact, Requirement("G4")]
    public void Seeds_that_only_read_alike_give_different_ids() =>
        new[]
        {
            Ids.From("po", "ab", "c"), Ids.From("po", "a", "bc"), Ids.From("po", "abc"), Ids.From("po", "ab", "c", ""), Ids.From("po", "", "ab", "c"),
            Ids.From("po", "ab\n1:c"), Ids.From("po", "AB", "c"), Ids.From("or", "ab", "c"), Ids.From("po", "c", "ab"), Ids.From("po", "ab", "c "),
        }.Select(id => id[3..]).ShouldBeUnique();

    [Theory, InlineData(""), InlineData("whsec_secret"), InlineData("ünï ☃ 😀")]
    public void What_was_sealed_can_be_opened(string secret)
    {
        var @sealed = _keys.Seal("purpose", secret);

        _keys.Open("purpose", @sealed).ShouldBe(secret);
        _keys.Seal("purpose", secret).ShouldNotBe(@sealed, "no two seals are alike");
    }

    [Fact]
    public void Another_purpose_or_key_does_not_open()
    {
        var @sealed = _keys.Seal("purpose", "secret");

        Should.Throw<CryptographicException>(() => _keys.Open("other", @sealed));
        Should.Throw<CryptographicException>(() => new KeyRing(new byte[KeyRing.MasterSize]).Open("purpose", @sealed));
    }

    [Theory, InlineData(0), InlineData(11), InlineData(12), InlineData(27), InlineData(28), InlineData(33)]
    public void A_seal_that_was_altered_anywhere_does_not_open(int at)
    {
        var bytes = Convert.FromBase64String(_keys.Seal("purpose", "secret")["v1.".Length..]);
        bytes[at] ^= 1;

        Should.Throw<CryptographicException>(() => _keys.Open("purpose", "v1." + Convert.ToBase64String(bytes)));
    }

    [Theory, InlineData(""), InlineData("v1."), InlineData("v1.AAAA"), InlineData("v2.AAAA"), InlineData("v1.!"), InlineData("secret")]
    public void What_is_no_seal_does_not_open(string text) => Should.Throw<CryptographicException>(() => _keys.Open("purpose", text));

    [Fact]
    public void Codes_are_of_their_purpose_and_text()
    {
        new[] { _keys.Code("a", "b"), _keys.Code("ab", ""), _keys.Code("", "ab"), _keys.Code("a", "B") }.ShouldBeUnique();
        _keys.Code("a", "b").ShouldBe(_keys.Code("a", "b"));
        _keys.Code("a", "b").Length.ShouldBe(32);
    }
}
