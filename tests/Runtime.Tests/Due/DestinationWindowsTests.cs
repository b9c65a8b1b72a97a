using Actors.Runtime.Due;
using Actors.Tests;

namespace Actors.Runtime.Tests.Due;

/// <summary>How much may be on its way to one destination.</summary>
public sealed class DestinationWindowsTests
{
    private readonly DestinationWindows _windows = new(8);

    [Fact, Requirement("MM-26")]
    public void An_unknown_one_gets_two_and_one_that_hangs_no_more()
    {
        Enter(2);

        _windows.Room("d", probing: false).ShouldBe(0);
        _windows.Room("other", probing: false).ShouldBe(2, "nobody waits for another");
    }

    [Fact]
    public void Each_that_arrives_doubles_it_up_to_the_most_and_one_that_fails_halves_it()
    {
        List<int> rooms = [];
        foreach (var arrived in (bool?[])[true, true, true, false, null, false, false, false])
        {
            Enter(1);
            _windows.Leave("d", arrived);
            rooms.Add(_windows.Room("d", probing: false));
        }

        rooms.ShouldBe([4, 8, 8, 4, 4, 2, 1, 1]);
    }

    [Fact, Requirement("MM-26")]
    public void One_that_is_failing_is_tried_with_one_at_a_time()
    {
        _windows.Room("d", probing: true).ShouldBe(1);
        Enter(1);
        _windows.Room("d", probing: true).ShouldBe(0);
        _windows.Leave("d", false);
        _windows.Room("d", probing: true).ShouldBe(1);
    }

    private void Enter(int times)
    {
        for (var n = 0; n < times; n++)
        {
            _windows.Enter("d");
        }
    }
}
