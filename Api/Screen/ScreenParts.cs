using Actors.Orders;

namespace Actors.Api.Screen;

/// <summary>The pieces of the page. All text of partners and users passes through <see cref="Html"/>.</summary>
internal static class ScreenParts
{
    /// <summary>What the last poll could not bring: said by the page itself when the time is over.</summary>
    public static Html MayBeLeft { get; } = Html.Of(
        $"""
        <div class="face waiting">
        <h1>{HeadingOf(ScreenPhase.Waiting)}</h1>
        <p>This takes longer than a minute. Your order is not lost: you may leave this page now and look again later.
        The same link, or a refresh, always shows the latest state.</p>
        </div>
        """);

    public static string HeadingOf(ScreenPhase phase) => phase switch
    {
        ScreenPhase.Processing => "processing…", // exactly so (MM-25)
        ScreenPhase.Waiting => "Still pending",
        ScreenPhase.NeedMoreInfo => "More information needed",
        ScreenPhase.Successful => "Successful",
        ScreenPhase.Failed => "Failed",
        _ => throw new ArgumentOutOfRangeException(nameof(phase)),
    };

    /// <summary>What was ordered. Does not change.</summary>
    public static Html Summary(ScreenOrder order)
    {
        var (view, price) = (order.Order, order.Order.Price);
        var sandbox = view.Environment == DataEnvironment.Sandbox ? Html.Of($"""<span class="badge">Test order</span>""") : Html.Empty;
        var each = view.Quantity > 1
            ? Html.Of($"""<p class="each">{view.Quantity} × {Money.Format(price, 1)}</p>""")
            : Html.Of($"""<p class="each">Quantity {view.Quantity}</p>""");
        return Html.Of(
            $"""
            <header>
            <div><p class="eyebrow">Your order {sandbox}</p><p class="product">{view.ProductName}</p><p class="each">{price.Name}</p></div>
            <div class="price"><p class="total">{Money.Format(price, view.Quantity)}</p>{each}</div>
            </header>
            """);
    }

    /// <summary>What changes.</summary>
    public static Html Live(ScreenOrder order, ScreenRetry? retry) => order.Phase switch
    {
        ScreenPhase.Processing => Html.Of(
            $"""
            <div class="face processing">
            <div class="spinner" aria-hidden="true"></div>
            <h1>{HeadingOf(order.Phase)}</h1>
            <p>Your order has been passed on. This page shows the answer by itself.</p>
            </div>
            """),
        ScreenPhase.Waiting => MayBeLeft,
        ScreenPhase.NeedMoreInfo => ScreenQuestions.Render(order, retry),
        ScreenPhase.Successful => Html.Of(
            $"""
            <div class="face successful">
            <div class="mark" aria-hidden="true">✓</div>
            <h1>{HeadingOf(order.Phase)}</h1>
            {Output(order.Order)}
            </div>
            """),
        ScreenPhase.Failed => Html.Of(
            $"""
            <div class="face failed">
            <div class="mark" aria-hidden="true">!</div>
            <h1>{HeadingOf(order.Phase)}</h1>
            <p>The order could not be fulfilled. The provider says:</p>
            <blockquote>{order.Order.Error}</blockquote>
            </div>
            """),
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    };

    /// <summary>What to name when asking someone about it.</summary>
    public static Html Reference(ScreenOrder order) => Html.Of(
        $"""
        <footer><p>Reference <code>{order.Order.Id}</code></p></footer>
        """);

    private static Html Output(OrderView order) => order.Output.Count == 0
        ? Html.Of($"<p>Your order is complete.</p>")
        : Html.Of($"<p>Your order is complete. Here is what belongs to it:</p><dl>{Html.Join(order.Output.Select(Entry))}</dl>");

    private static Html Entry(KeyValuePair<string, string> entry) =>
        Html.Of($"<div><dt>{Words(entry.Key)}</dt><dd>{entry.Value}</dd></div>");

    /// <summary>A name from an API for people: <c>activation_code</c> reads "Activation code".</summary>
    public static string Words(string name)
    {
        var words = name.Replace('_', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
