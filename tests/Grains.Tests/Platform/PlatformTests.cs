using Actors.Tests;

namespace Actors.Platform.Tests;

/// <summary>The first credentials.</summary>
public sealed class PlatformTests
{
    [Fact]
    public void Of_several_silos_that_begin_the_first_one_wins()
    {
        var at = new DateTimeOffset(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);
        var story = new Story<PlatformState, PlatformCommand, PlatformEvent, PlatformView>(new PlatformModel());
        story.When(new PlatformCommand.Begin("one", ["key_a"], at)).ShouldBe("Begun");
        story.When(new PlatformCommand.Begin("two", ["key_b"], at)).ShouldBe();
        story.View.Nonce.ShouldBe("one");
        story.View.KeyIds.ShouldBe(["key_a"]);
        story.Index.Status.ShouldBe("Running");
    }
}
