namespace Actors.Orders;

/// <summary>
/// A push to the provider: with the order's facts it gives the very payload again, so that a redelivery needs no
/// copy of it in the state.
/// </summary>
/// <param name="Sequence">Its number among all of the order's pushes; part of its id.</param>
/// <param name="Number">Its number among those to the provider; what the provider sees.</param>
/// <param name="At">When it happened.</param>
/// <param name="Manual">Whether the order was in the manual queue then.</param>
internal sealed record ProviderPush(int Sequence, int Number, DateTimeOffset At, bool Manual)
{
    public static ProviderPush None { get; } = new(0, 0, default, false);

    /// <summary>The provider's notes as they were then, or null for none: they may change before the push is sent again.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
