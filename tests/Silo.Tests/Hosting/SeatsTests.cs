using Actors.Hosting;

namespace Actors.Tests.Hosting;

/// <summary>Who makes room when all connections are taken.</summary>
public sealed class SeatsTests
{
    private readonly Seats _seats = new(max: 2);
    private readonly List<string> _shed = [];

    [Fact]
    public void The_longest_idle_makes_room()
    {
        Enter("a").ShouldNotBeNull();
        Enter("b").ShouldNotBeNull();
        Enter("c").ShouldNotBeNull();
        Enter("d").ShouldNotBeNull();
        _shed.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Who_asked_last_is_idle_for_the_shortest_time()
    {
        var first = Enter("a")!;
        Enter("b");
        _seats.Begin(first);
        _seats.End(first);
        Enter("c");
        _shed.ShouldBe(["b"]);
    }

    [Fact]
    public void Nobody_at_work_is_shed_and_the_new_one_is_refused()
    {
        var (first, second) = (Enter("a")!, Enter("b")!);
        _seats.Begin(first);
        _seats.Begin(second);
        Enter("c").ShouldBeNull();
        _seats.Begin(first); // a second request at once, as HTTP/2 has it
        _seats.End(first);
        Enter("c").ShouldBeNull();
        _seats.End(first);
        Enter("c").ShouldNotBeNull();
        _shed.ShouldBe(["a"]);
    }

    [Fact]
    public void A_seat_is_given_back_once()
    {
        var first = Enter("a")!;
        Enter("b");
        Enter("c"); // takes a's
        _seats.Begin(first);
        _seats.End(first);
        _seats.Leave(first);
        Enter("d");
        Enter("e");
        _shed.ShouldBe(["a", "b", "c"]);
    }

    private Seat? Enter(string name) => _seats.Enter(() => _shed.Add(name));
}
