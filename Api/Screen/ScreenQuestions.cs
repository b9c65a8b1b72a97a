namespace Actors.Api.Screen;

/// <summary>The form that asks the user for what the provider misses (MM-32, MM-33).</summary>
internal static class ScreenQuestions
{
    public static Html Render(ScreenOrder order, ScreenRetry? retry)
    {
        var problem = retry is null ? Html.Empty : Html.Of($"""<p class="problem" role="alert">{Summary(order, retry)}</p>""");
        var fields = Html.Join(order.Order.RequiredFields.Select((name, index) => Field(name, index, order, retry)));
        return Html.Of(
            $"""
            <div class="face asking">
            <h1>{ScreenParts.HeadingOf(order.Phase)}</h1>
            <p>The provider needs the following before it can go on.</p>
            {problem}
            <form method="post" action="{order.Url}/info" autocomplete="on">
            {fields}
            <button type="submit">Send</button>
            </form>
            </div>
            """);
    }

    private static Html Field(string name, int index, ScreenOrder order, ScreenRetry? retry)
    {
        var typed = retry?.Typed.GetValueOrDefault(name) ?? order.Order.Input.GetValueOrDefault(name) ?? "";
        var error = retry is null ? null : ErrorOf(name, retry);
        var note = error is null ? Html.Empty : Html.Of($"""<span class="problem" id="e{index}">{error}</span>""");
        var mark = error is null ? Html.Empty : Html.Of($"""aria-invalid="true" aria-describedby="e{index}" """);
        return Html.Of(
            $"""
            <div class="field">
            <label for="f{index}">{ScreenParts.Words(name)}</label>
            <input id="f{index}" name="{ScreenForm.Prefix}{name}" value="{typed}" required maxlength="2000" {mark}>
            {note}
            </div>
            """);
    }

    private static string Summary(ScreenOrder order, ScreenRetry retry) =>
        order.Order.RequiredFields.Any(name => ErrorOf(name, retry) is not null)
            ? "Please look at the marked fields once more."
            : retry.Rejection.Detail;

    private static string? ErrorOf(string name, ScreenRetry retry)
    {
        var error = retry.Rejection.Errors
            .Append(new FieldError(retry.Rejection.Pointer ?? "", retry.Rejection.Code, retry.Rejection.Detail))
            .FirstOrDefault(error => LastSegment(error.Pointer) == name);
        return error is null ? null
            : string.IsNullOrWhiteSpace(retry.Typed.GetValueOrDefault(name)) ? "Please fill this in."
            : error.Detail;
    }

    private static string LastSegment(string pointer) => pointer.Split('/')[^1]
        .Replace("~1", "/", StringComparison.Ordinal)
        .Replace("~0", "~", StringComparison.Ordinal);
}
