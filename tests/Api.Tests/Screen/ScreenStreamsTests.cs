using Actors.Api.Screen;

namespace Actors.Tests.Screen;

public sealed class ScreenStreamsTests
{
    [Fact]
    public void Streams_are_refused_beyond_the_limit_and_given_again_once_one_ends()
    {
        var streams = new ScreenStreams(2);
        var first = streams.TryEnter();
        using var second = streams.TryEnter();

        streams.TryEnter().ShouldBeNull();
        first!.Dispose();
        first.Dispose(); // ending twice frees one place

        streams.TryEnter().ShouldNotBeNull();
        streams.TryEnter().ShouldBeNull();
    }
}
