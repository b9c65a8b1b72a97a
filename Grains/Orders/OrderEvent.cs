using System.Text.Json.Serialization;
using static Actors.Orders.OrderEvent;

namespace Actors.Orders;

/// <summary>What happened to an order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Placed), "placed")]
[JsonDerivedType(typeof(WentManual), "went_manual")]
[JsonDerivedType(typeof(Succeeded), "succeeded")]
[JsonDerivedType(typeof(InfoAsked), "info_asked")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(InfoSupplied), "info_supplied")]
[JsonDerivedType(typeof(Claimed), "claimed")]
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(Redelivered), "redelivered")]
[JsonDerivedType(typeof(MetadataChanged), "metadata_changed")]
internal abstract record OrderEvent
{
    private OrderEvent()
    {
    }

    /// <param name="FirstOrder">Whether its product was never ordered before, as far as was known.</param>
    public sealed record Placed(OrderFacts Facts, bool FirstOrder, DateTimeOffset At) : OrderEvent;

    /// <param name="Reason"><see cref="Deadline"/> or <see cref="NoEndpoint"/>.</param>
    public sealed record WentManual(string Reason, DateTimeOffset At) : OrderEvent
    {
        public const string Deadline = "deadline";
        public const string NoEndpoint = "no_endpoint";
    }

    public sealed record Succeeded(IReadOnlyDictionary<string, string> Output, string Via, string By, DateTimeOffset At) : OrderEvent;

    /// <param name="AnswerBy">When the order fails unless the user answers, or null for never.</param>
    public sealed record InfoAsked(
        IReadOnlyList<string> RequiredFields, DateTimeOffset? AnswerBy, string Via, string By, DateTimeOffset At) : OrderEvent;

    /// <param name="Code">Why the platform itself failed it, or null.</param>
    /// <param name="Via">Null when the platform failed it.</param>
    public sealed record Failed(string Error, string? Code, string? Via, string By, DateTimeOffset At) : OrderEvent;

    /// <param name="Deadline">The end of the new 60 seconds.</param>
    public sealed record InfoSupplied(
        IReadOnlyDictionary<string, string> Fields, DateTimeOffset Deadline, bool ProviderListens, DateTimeOffset At) : OrderEvent;

    public sealed record Claimed(string By, DateTimeOffset At) : OrderEvent;

    public sealed record Released(string By, DateTimeOffset At) : OrderEvent;

    public sealed record Redelivered(DateTimeOffset At) : OrderEvent
    {
        /// <summary>The event's place in the provider's log, or 0 when it is not known.</summary>
        public long Sequence { get; init; }
    }

    /// <param name="Party">Whose notes: <see cref="OrderParty"/>.</param>
    public sealed record MetadataChanged(string Party, IReadOnlyDictionary<string, string> Metadata, DateTimeOffset At) : OrderEvent;
}
