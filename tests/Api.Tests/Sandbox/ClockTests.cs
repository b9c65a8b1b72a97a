using Actors.Keys;

namespace Actors.Tests.Sandbox;

public sealed class ClockTests(ActorsApplication application)
{
    private const string Path = "/sandbox/clock";

    [Fact]
    public async Task A_sandbox_has_a_clock_that_moves_forward()
    {
        var provider = await application.Provider();
        var before = (await provider.Get(Path)).ShouldBe(200);
        before["ahead_seconds"].ShouldBe("0");
        var moved = (await provider.Post(Path + "/advance", new { by_seconds = 3600 })).ShouldBe(200);
        moved["ahead_seconds"].ShouldBe("3600");
        (Now(moved) - Now(before)).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromHours(1));
        (await provider.Post(Path + "/advance", new { by_seconds = 60 })).ShouldBe(200)["ahead_seconds"].ShouldBe("3660");
        (await provider.Get(Path))["ahead_seconds"].ShouldBe("3660");
    }

    [Fact]
    public async Task Nobody_elses_clock_moves()
    {
        var (one, two) = (await application.Provider(), await application.Provider());
        await one.Post(Path + "/advance", new { by_seconds = 3600 });
        (await two.Get(Path))["ahead_seconds"].ShouldBe("0");
    }

    [Fact]
    [Requirement("G4")]
    public async Task A_repeat_does_not_move_it_twice()
    {
        var provider = await application.Provider();
        await provider.Post(Path + "/advance", new { by_seconds = 60 }, ("Idempotency-Key", "k"));
        (await provider.Post(Path + "/advance", new { by_seconds = 60 }, ("Idempotency-Key", "k"))).ShouldBe(200).Replayed.ShouldBeTrue();
        (await provider.Get(Path))["ahead_seconds"].ShouldBe("60");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    public async Task It_never_moves_back(int seconds) =>
        (await (await application.Provider()).Post(Path + "/advance", new { by_seconds = seconds })).ShouldRefuse(422, "out_of_range", "/by_seconds");

    [Fact]
    public async Task Production_has_a_clock_that_nobody_moves()
    {
        var provider = await application.As(KeyRole.Provider, environment: DataEnvironment.Production);
        (await provider.Post(Path + "/advance", new { by_seconds = 60 })).ShouldRefuse(403, "sandbox_only");
        (await provider.Get(Path)).ShouldRefuse(403, "sandbox_only");
    }

    private static DateTimeOffset Now(Answer answer) => answer.Json.GetProperty("now").GetDateTimeOffset();
}
