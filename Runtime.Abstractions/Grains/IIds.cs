namespace Actors;

/// <summary>Makes the ids that commands carry: a prefix and 26 characters of which 80 bits cannot be guessed.</summary>
public interface IIds
{
    /// <summary>A new id, sortable by the time of its making: <c>po_01jd…</c>.</summary>
    string New(string prefix);

    /// <summary>
    /// The same id for the same seed, not to be guessed without this platform's key: a repeated request finds the
    /// grain that its first try made (G4).
    /// </summary>
    string From(string prefix, params ReadOnlySpan<string> seed);

    /// <summary>A new secret of the given length in base 62.</summary>
    string Secret(int length);
}
