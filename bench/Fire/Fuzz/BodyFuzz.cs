using System.Text;
using System.Text.Json.Nodes;

namespace Actors.Bench.Fire.Fuzz;

/// <summary>Turns a body that is right into one that is odd, at one to three places.</summary>
internal static class BodyFuzz
{
    public static byte[] Mutate(JsonNode body, Random chance)
    {
        return Encoding.Latin1.GetBytes(chance.Next(10) switch
        {
            0 => chance.Pick(Odd.Bodies),
            1 => Torn(Text(body), chance),
            2 => "[" + Text(body) + "]",
            _ => Planted(body, chance),
        });
    }

    public static byte[] Written(JsonNode body) => Encoding.UTF8.GetBytes(body.ToJsonString());

    /// <summary>The text cut, or with a byte more, less or changed.</summary>
    private static string Torn(string text, Random chance)
    {
        var at = chance.Next(text.Length);
        return chance.Next(4) switch
        {
            0 => text[..at],
            1 => text.Insert(at, ((char)chance.Next(256)).ToString()),
            2 => text.Remove(at, 1),
            _ => text[..at] + (char)chance.Next(256) + text[(at + 1)..],
        };
    }

    /// <summary>Odd things stand where members stood, beside them, or in the place of their names.</summary>
    private static string Planted(JsonNode body, Random chance)
    {
        var odd = body.DeepClone();
        Dictionary<string, string> planted = [];
        for (var n = 1 + chance.Next(3); n > 0; n--)
        {
            Plant(odd, planted, chance);
        }

        return planted.Aggregate(Text(odd), (text, one) => text.Replace($"\"{one.Key}\"", one.Value, StringComparison.Ordinal));
    }

    private static void Plant(JsonNode body, Dictionary<string, string> planted, Random chance)
    {
        var places = Objects(body).ToList();
        if (places.Count == 0)
        {
            return;
        }

        var place = chance.Pick(places);
        var names = place.Select(member => member.Key).ToList();
        switch (chance.Next(8))
        {
            case 0 when names.Count > 0:
                place.Remove(chance.Pick(names));
                break;
            case 1:
                place[Keep(planted, chance.Pick(Odd.Names))] = "x";
                break;
            case 2 when names.Count > 0:
                var twice = chance.Pick(names);
                place[Keep(planted, $"\"{twice}\"")] = place[twice]?.DeepClone();
                break;
            case 3 when names.Count > 0 && place[chance.Pick(names)] is JsonArray { Count: > 0 } list:
                list[chance.Next(list.Count)] = Keep(planted, chance.Pick(Odd.Values));
                break;
            default:
                place[names.Count > 0 ? chance.Pick(names) : "surprise"] = Keep(planted, chance.Pick(Odd.Values));
                break;
        }
    }

    private static string Keep(Dictionary<string, string> planted, string raw)
    {
        var name = $"@planted-{planted.Count}@";
        planted[name] = raw;
        return name;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => Objects(member.Value)).Prepend(one),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    private static string Text(JsonNode body) => RawRequest.Bytes(body.ToJsonString());
}
