using System.Buffers;
using Actors.Api.Calls;

namespace Actors.Api.Http;

/// <summary>Reads a body that may not be larger than agreed, whatever its length header says.</summary>
internal static class BodyReader
{
    public const int MaxBytes = 64 * 1024;

    /// <summary>The bytes, or null when there are too many.</summary>
    public static async ValueTask<byte[]?> Read(HttpRequest request)
    {
        if (request.ContentLength > MaxBytes)
        {
            return null;
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > MaxBytes)
            {
                CallTrace.Sent(request, read.Buffer);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                CallTrace.Sent(request, read.Buffer);
                var bytes = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
