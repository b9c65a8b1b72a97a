namespace Actors.Api.Http;

/// <summary>One page of a list, newest first.</summary>
/// <param name="Object">Always <c>list</c>.</param>
/// <param name="Url">The path of the list.</param>
/// <param name="HasMore">Whether there are more in the direction of the cursor.</param>
/// <param name="Data">At most <c>limit</c> items.</param>
internal sealed record ListJson<T>(string Object, string Url, bool HasMore, IReadOnlyList<T> Data)
{
    public static ListJson<T> Of(Call call, IReadOnlyList<T> data, bool hasMore) =>
        new("list", Idempotency.PathOf(call.Http.Request), hasMore, data);
}
