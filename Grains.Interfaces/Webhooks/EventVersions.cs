using System.Text;
using System.Text.Json;
using Actors.Orders;

namespace Actors.Webhooks;

/// <summary>
/// Events in the API versions that endpoints are pinned to and callers ask for. They are kept in the newest one; older
/// ones are written from it, always with the same bytes.
/// </summary>
public static class EventVersions
{
    public const int Oldest = 1;
    public const int Newest = 2;

    /// <summary>The body of an event as a version writes it.</summary>
    /// <param name="body">As it was logged.</param>
    public static string Write(string type, string body, int version) =>
        version >= Newest || type != OrderEventJson.Succeeded ? body : WithStatus(body, "Succesful");

    /// <summary>
    /// Replaces the order's status and no other byte: read and written again, the rest would be spelled differently.
    /// Version 1 keeps the spelling that partners compare with.
    /// </summary>
    private static string WithStatus(string body, string status)
    {
        var utf8 = Encoding.UTF8.GetBytes(body);
        var reader = new Utf8JsonReader(utf8);
        var inData = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            inData = reader.CurrentDepth == 1 ? reader.ValueTextEquals("data"u8) : inData;
            if (inData && reader.CurrentDepth == 2 && reader.ValueTextEquals("status"u8))
            {
                reader.Read();
                var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                return $"{Encoding.UTF8.GetString(utf8, 0, start)}\"{status}\"{Encoding.UTF8.GetString(utf8, end, utf8.Length - end)}";
            }
        }

        return body;
    }
}
