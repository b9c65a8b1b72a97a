namespace Actors.Runtime.Due;

/// <summary>
/// How many messages may be on their way to each destination at once, in this silo: few at first, more with each that
/// arrives, half as many after one that fails. So a destination that hangs ties up little before that is known.
/// </summary>
internal sealed class DestinationWindows(int max)
{
    private const int Start = 2;

    /// <summary>More than so many idle ones are not remembered.</summary>
    private const int Remembered = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Window> _windows = new(StringComparer.Ordinal);

    /// <summary>How many more may leave.</summary>
    /// <param name="probing">It failed so often that only one may try.</param>
    public int Room(string destination, bool probing)
    {
        lock (_gate)
        {
            var window = _windows.GetValueOrDefault(destination, new Window(0, Math.Min(Start, max)));
            return (probing ? 1 : window.Size) - window.Busy;
        }
    }

    public void Enter(string destination)
    {
        lock (_gate)
        {
            var window = _windows.GetValueOrDefault(destination, new Window(0, Math.Min(Start, max)));
            _windows[destination] = window with { Busy = window.Busy + 1 };
        }
    }

    /// <param name="arrived">Whether it was received; null when nothing was tried.</param>
    public void Leave(string destination, bool? arrived)
    {
        lock (_gate)
        {
            var window = _windows[destination];
            var size = arrived switch
            {
                true => Math.Min(max, window.Size * 2),
                false => Math.Max(1, window.Size / 2),
                null => window.Size,
            };
            if (window.Busy == 1 && _windows.Count > Remembered)
            {
                _windows.Remove(destination);
                return;
            }

            _windows[destination] = new Window(window.Busy - 1, size);
        }
    }

    private readonly record struct Window(int Busy, int Size);
}
