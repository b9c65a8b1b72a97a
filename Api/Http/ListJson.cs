using System.Text.Json.Serialization;

namespace Actors.Api.Http;

/// <summary>One page of a list, newest first.</summary>
/// <param name="Object">Always <c>list</c>.</param>
/// <param name="Url">The path of the list.</param>
/// <param name="HasMore">Whether there are more in the direction of the cursor.</param>
/// <param name="Data">At most <c>limit</c> items.</param>
/// <param name="Next">
/// The cursor to go on from, in place of that of the last item. Only there when a filter read a long way and ended the
/// page early; <c>data</c> may be empty then.
/// </param>
internal sealed record ListJson<T>(
    string Object,
    string Url,
    bool HasMore,
    IReadOnlyList<T> Data,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next = null)
{
    public static ListJson<T> Of(Call call, IReadOnlyList<T> data, bool hasMore, string? next = null) =>
        new("list", Idempotency.PathOf(call.Http.Request), hasMore, data, next);
}
