using System.Buffers;

namespace Actors.Api.Calls;

/// <summary>What a call leaves behind while it runs.</summary>
/// <param name="keep">How many bytes of each body are kept.</param>
internal sealed class CallTrace(int keep)
{
    public BodyTrace Request { get; } = new(keep);

    public BodyTrace Response { get; } = new(keep);

    /// <summary>The code of the problem that was answered.</summary>
    public string Code { get; set; } = "";

    /// <summary>Keeps a body that was read; one that nobody read is not in the log.</summary>
    public static void Sent(HttpRequest request, ReadOnlySequence<byte> body)
    {
        if (request.HttpContext.Features.Get<CallTrace>() is { } trace)
        {
            foreach (var part in body)
            {
                trace.Request.Add(part.Span);
            }
        }
    }
}
