using System.Text.Json;
using System.Text.RegularExpressions;
using Actors.Api.Calls;
using Actors.Tests.Description;

namespace Actors.Tests.Calls;

/// <summary>The call log masks fields by a list of names: no secret of the description may be missing from it.</summary>
public sealed partial class SecretFieldTests(ActorsApplication application)
{
    [Fact]
    public async Task Every_secret_that_the_description_names_is_masked_in_the_call_log()
    {
        var document = (await Contract.Of(application.Http)).Document;
        var secrets = Secret(document).Distinct().ToList();
        secrets.ShouldContain("secret");
        secrets.ShouldContain("token");
        secrets.Except(Secrets.Fields.Split('|'), StringComparer.OrdinalIgnoreCase).ShouldBeEmpty("name it in Api/Calls/Secrets.Fields");
    }

    [Theory]
    [InlineData("""{ "properties": { "webhook_secret": { "type": "string" } } }""", "webhook_secret")]
    [InlineData("""{ "a": [ { "properties": { "note": { "type": ["null", "string"], "format": "password" } } } ] }""", "note")]
    [InlineData("""{ "properties": { "pin": { "type": "string", "writeOnly": true } } }""", "pin")]
    [InlineData("""{ "parameters": [ { "name": "access_token", "in": "query", "schema": { "type": "string" } } ] }""", "access_token")]
    [InlineData("""{ "properties": { "secrets": { "type": "array" }, "public_key": { "type": "string" }, "has_secret": { "type": "boolean" } } }""", null)]
    public void A_secret_is_known_by_its_name_and_by_its_marks(string document, string? name) =>
        Secret(JsonSerializer.Deserialize<JsonElement>(document)).ShouldBe(name is null ? [] : [name]);

    /// <summary>Texts that a schema, wherever it stands, names or marks as secret; and queries, for they are logged as well.</summary>
    private static IEnumerable<string> Secret(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Secret),
        JsonValueKind.Object => Named(node).Concat(node.EnumerateObject().Where(member => member.Name != "example").SelectMany(member => Secret(member.Value))),
        _ => [],
    };

    private static IEnumerable<string> Named(JsonElement node)
    {
        if (node.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject().Where(property => IsSecret(property.Name, property.Value)))
            {
                yield return property.Name;
            }
        }

        if (node.TryGetProperty("in", out var place) && place.ValueEquals("query") && IsSecret(node.GetProperty("name").GetString()!, node.GetProperty("schema")))
        {
            yield return node.GetProperty("name").GetString()!;
        }
    }

    private static bool IsSecret(string name, JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && ((schema.TryGetProperty("format", out var format) && format.ValueEquals("password"))
            || (schema.TryGetProperty("writeOnly", out var marked) && marked.GetBoolean())
            || (schema.TryGetProperty("type", out var type) && type.ToString().Contains("string", StringComparison.Ordinal) && Telling().IsMatch(name)));

    [GeneratedRegex("secret|token|passw|passphrase|credential|authorization|private|(api|access|signing|master)_?key", RegexOptions.IgnoreCase)]
    private static partial Regex Telling();
}
