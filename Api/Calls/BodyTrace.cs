namespace Actors.Api.Calls;

/// <summary>The beginning of a body, and how long it was.</summary>
internal sealed class BodyTrace(int keep)
{
    private byte[] _kept = [];
    private int _length;

    public ReadOnlySpan<byte> Kept => _kept.AsSpan(0, _length);

    public long Bytes { get; private set; }

    public bool IsCut => Bytes > _length;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Bytes += bytes.Length;
        var more = bytes[..Math.Min(bytes.Length, keep - _length)];
        if (_length + more.Length > _kept.Length)
        {
            Array.Resize(ref _kept, Math.Min(keep, Math.Max(_length + more.Length, 2 * _kept.Length)));
        }

        more.CopyTo(_kept.AsSpan(_length));
        _length += more.Length;
    }
}
