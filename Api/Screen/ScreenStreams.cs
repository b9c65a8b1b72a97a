namespace Actors.Api.Screen;

/// <summary>Counts the open streams, so that a crowd of screens cannot use up the silo's connections.</summary>
internal sealed class ScreenStreams(int max)
{
    private int _open;

    /// <summary>A place to be disposed of when the request ends, or null when all are taken.</summary>
    public IDisposable? TryEnter()
    {
        if (Interlocked.Increment(ref _open) <= max)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _open);
        return null;
    }

    private sealed class Place(ScreenStreams streams) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                Interlocked.Decrement(ref streams._open);
            }
        }
    }
}
