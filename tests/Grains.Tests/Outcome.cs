namespace Actors.Tests;

/// <summary>What came of one command.</summary>
internal sealed record Outcome<TEvent>(IReadOnlyList<TEvent> Events, IReadOnlyList<Effect> Effects, Rejection? Rejection)
    where TEvent : class
{
    /// <summary>In one word: the events' names, <c>(nothing)</c>, or the rejection's kind and code.</summary>
    public string Summary => this switch
    {
        { Rejection: { } no } => $"{no.Kind} {no.Code}",
        { Events: [] } => "(nothing)",
        _ => string.Join(", ", Events.Select(e => e.GetType().Name)),
    };

    public void ShouldBe(params string[] events)
    {
        Rejection.ShouldBeNull();
        Events.Select(e => e.GetType().Name).ShouldBe(events);
    }

    public Rejection ShouldBeRefused(RejectionKind kind, string code)
    {
        var rejection = Rejection.ShouldNotBeNull($"expected {code}, got {Summary}");
        (rejection.Kind, rejection.Code).ShouldBe((kind, code));
        rejection.Detail.Length.ShouldBeGreaterThan(15, "a refusal says what would make it succeed");
        return rejection;
    }

    public TOne Single<TOne>() => Effects.OfType<TOne>().ShouldHaveSingleItem();
}
