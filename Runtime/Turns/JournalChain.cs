using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Runtime.Turns;

/// <summary>
/// Chains the turns of a grain: each hash covers the one before, so that a row that is altered, deleted or moved
/// shows. The grain's row keeps the last hash.
/// </summary>
internal static class JournalChain
{
    public static byte[] Next(
        byte[] previous, GrainId grain, long version, byte[] turn, long at, string actor, string command, string requestId, string trace, string events)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, previous);
        Append(hash, grain.Type);
        Append(hash, grain.Key);
        Append(hash, version);
        Append(hash, turn);
        Append(hash, at);
        Append(hash, actor);
        Append(hash, command);
        Append(hash, requestId);
        Append(hash, trace);
        Append(hash, events);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, string text) => Append(hash, Encoding.UTF8.GetBytes(text));

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    /// <summary>The length goes first: no text can pass for the end of one and the start of the next.</summary>
    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        Append(hash, bytes.LongLength);
        hash.AppendData(bytes);
    }
}
