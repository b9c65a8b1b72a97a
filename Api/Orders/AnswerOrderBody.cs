using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;
using Actors.Orders;

namespace Actors.Api.Orders;

/// <summary>A provider's answer, in the source's shape (MM-30 … MM-34).</summary>
/// <param name="Status"><c>Succesful</c> or <c>Successful</c>, <c>Need_more_info</c>, <c>Failed</c>.</param>
/// <param name="Output">
/// A map of strings for success; <c>required_fields</c> (a comma list or an array) for more information; <c>error</c> for
/// failure.
/// </param>
/// <param name="AnswerWithinSeconds">
/// With <c>Need_more_info</c>: the order fails when its user does not answer in this time; it waits without end unless it is sent.
/// </param>
internal sealed record AnswerOrderBody(
    string Status, IReadOnlyDictionary<string, JsonElement>? Output = null, int? AnswerWithinSeconds = null) : IRequestBody<AnswerOrderBody>
{
    private const string RequiredFields = "required_fields";
    private const string Error = "error";

    public static JsonTypeInfo<AnswerOrderBody> Json => OrdersJsonContext.Default.AnswerOrderBody;

    public IEnumerable<FieldError> Check() => AnswerWithinSeconds is null || StatusWords.Parse(Status) is null or OrderStatus.NeedMoreInfo
        ? CheckOutput()
        : CheckOutput().Append(new FieldError("/answer_within_seconds", "unknown_field", "Only Need_more_info takes it: nothing is asked of the user with this status."));

    private IEnumerable<FieldError> CheckOutput() => StatusWords.Parse(Status) switch
    {
        OrderStatus.Successful => Entries.Where(entry => !IsText(entry.Value)).Select(entry => NotText(entry.Key)),
        OrderStatus.NeedMoreInfo => Only(RequiredFields, "name the missing fields: \"a, b\" or [\"a\", \"b\"]", value => IsText(value) || IsTexts(value)),
        OrderStatus.Failed => Only(Error, "say what went wrong, for the user to read", IsText),
        _ => [new FieldError("/status", "status_unknown", $"'{Status}' is no answer; give one of: {StatusWords.Answers}.")],
    };

    public OrderAnswer ToAnswer() => StatusWords.Parse(Status) switch
    {
        OrderStatus.Successful => new OrderAnswer.Succeeded(Entries.ToDictionary(entry => entry.Key, entry => entry.Value.GetString() ?? "")),
        OrderStatus.NeedMoreInfo => new OrderAnswer.NeedsInfo(Names(Entries[RequiredFields]), AnswerWithinSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null),
        _ => new OrderAnswer.Failed(Entries[Error].GetString() ?? ""),
    };

    private IReadOnlyDictionary<string, JsonElement> Entries => Output ?? new Dictionary<string, JsonElement>();

    private IEnumerable<FieldError> Only(string name, string purpose, Func<JsonElement, bool> fits)
    {
        if (!Entries.TryGetValue(name, out var value))
        {
            yield return new FieldError("/output/" + name, "required", $"With this status output.{name} must {purpose}.");
        }
        else if (!fits(value))
        {
            yield return NotText(name);
        }

        foreach (var other in Entries.Keys.Where(key => key != name))
        {
            yield return new FieldError(JsonPointer.To("/output", other), "unknown_field", $"With this status output holds only {name}.");
        }
    }

    private static IReadOnlyList<string> Names(JsonElement names) => names.ValueKind == JsonValueKind.Array
        ? [.. names.EnumerateArray().Select(name => name.GetString() ?? "")]
        : [.. (names.GetString() ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static FieldError NotText(string name) =>
        new(JsonPointer.To("/output", name), "type_mismatch", "output is a map of strings to strings; put the value in quotes.");

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static bool IsTexts(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsText);
}
