using System.Text;

namespace Actors.Webhooks;

/// <summary>The start of an answer. Whether a database can keep such characters is the store's matter.</summary>
internal static class ResponseText
{
    public const int MaxLength = 4_096;

    /// <summary>
    /// Reads at most <see cref="MaxLength"/> characters. An answer that breaks off or takes too long is cut there: the
    /// status has come, and that is what counts.
    /// </summary>
    public static async Task<string> Read(HttpContent content, CancellationToken cancellationToken)
    {
        var text = new char[MaxLength];
        var length = 0;
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
            while (length < MaxLength && await reader.ReadAsync(text.AsMemory(length), cancellationToken) is > 0 and var read)
            {
                length += read;
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
            return new string(text, 0, length);
        }

        return new string(text, 0, length);
    }
}
