using System.Text.Json.Serialization;
using Actors.Products;

namespace Actors.Orders;

/// <summary>What may be asked of an order. The numbers are the rows of models 2.3.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(OrderCommand.Place), "place")]
[JsonDerivedType(typeof(OrderCommand.Answer), "answer")]
[JsonDerivedType(typeof(OrderCommand.SupplyInfo), "supply_info")]
[JsonDerivedType(typeof(OrderCommand.Claim), "claim")]
[JsonDerivedType(typeof(OrderCommand.Release), "release")]
[JsonDerivedType(typeof(OrderCommand.Redeliver), "redeliver")]
[JsonDerivedType(typeof(OrderCommand.SetMetadata), "set_metadata")]
[JsonDerivedType(typeof(OrderCommand.ReachDeadline), "reach_deadline")]
[JsonDerivedType(typeof(OrderCommand.ReachAnswerBy), "reach_answer_by")]
public abstract record OrderCommand
{
    private OrderCommand()
    {
    }

    /// <summary>When it is asked, by the order's clock.</summary>
    public abstract DateTimeOffset At { get; init; }

    /// <summary>Places it (row 1). Carries what the caller read of product, key and endpoint: deciding is pure.</summary>
    /// <param name="Offer">The product as it was read just before.</param>
    /// <param name="MissingMeta">Meta keys that the product's type requires and the product lacks.</param>
    /// <param name="MaxQuantity">The agreed maximum of the caller, or null (PT-23).</param>
    /// <param name="ProviderListens">Whether the order would be pushed to the provider; if not it is manual at once (row 4).</param>
    public sealed record Place(
        string OrderId,
        string Marketplace,
        DataEnvironment Environment,
        ProductView? Offer,
        IReadOnlyList<string> MissingMeta,
        string PricingId,
        string UserId,
        IReadOnlyDictionary<string, string> Input,
        int Quantity,
        int? MaxQuantity,
        bool ProviderListens,
        DateTimeOffset At) : OrderCommand
    {
        /// <summary>The marketplace's own notes.</summary>
        public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    }

    /// <summary>The provider's answer (rows 5–7, 9, 13, 14).</summary>
    /// <param name="Via"><c>api</c> or <c>manual</c>.</param>
    /// <param name="By">Who answered, for the timeline.</param>
    public sealed record Answer(OrderAnswer Outcome, string Via, string By, DateTimeOffset At) : OrderCommand;

    /// <summary>The user's answer to <c>Need_more_info</c> (row 8): what was asked for, and nothing else.</summary>
    /// <param name="Schema">The fields that the order was placed under, read from its product; null when there are none.</param>
    public sealed record SupplyInfo(
        IReadOnlyDictionary<string, string> Fields, FieldSchema? Schema, bool ProviderListens, DateTimeOffset At) : OrderCommand;

    /// <summary>One person takes it out of the manual queue (row 11).</summary>
    public sealed record Claim(string By, DateTimeOffset At) : OrderCommand;

    /// <summary>And puts it back.</summary>
    public sealed record Release(string By, DateTimeOffset At) : OrderCommand;

    /// <summary>Pushes it to the provider once more, with the same event id (row 12).</summary>
    public sealed record Redeliver(bool ProviderListens, DateTimeOffset At) : OrderCommand
    {
        /// <summary>The order's last event in its provider's log, or null when it is not there: not yet, or not any more.</summary>
        public string? EventId { get; init; }

        /// <summary>The place of <see cref="EventId"/> in that log.</summary>
        public long Sequence { get; init; }
    }

    /// <summary>A party changes its own notes, in any state.</summary>
    /// <param name="Party">One of <see cref="OrderParty"/>: whose notes.</param>
    /// <param name="Metadata">Keys to set; an empty value takes its key away.</param>
    public sealed record SetMetadata(string Party, IReadOnlyDictionary<string, string> Metadata, DateTimeOffset At) : OrderCommand;

    /// <summary>The 60 seconds are over (row 4). Sent by the reminder.</summary>
    /// <param name="Deadline">The deadline that this stands for; another one means that it is out of date.</param>
    public sealed record ReachDeadline(DateTimeOffset Deadline, DateTimeOffset At) : OrderCommand;

    /// <summary>The user did not answer in time (row 10). Sent by the reminder.</summary>
    public sealed record ReachAnswerBy(DateTimeOffset AnswerBy, DateTimeOffset At) : OrderCommand;
}

/// <summary>The three answers that a provider has.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "answer")]
[JsonDerivedType(typeof(OrderAnswer.Succeeded), "succeeded")]
[JsonDerivedType(typeof(OrderAnswer.NeedsInfo), "needs_info")]
[JsonDerivedType(typeof(OrderAnswer.Failed), "failed")]
public abstract record OrderAnswer
{
    private OrderAnswer()
    {
    }

    /// <summary>Done, with whatever the user should see.</summary>
    public sealed record Succeeded(IReadOnlyDictionary<string, string> Output) : OrderAnswer;

    /// <summary>The user must tell more (MM-32). Names are opaque .</summary>
    /// <param name="AnswerWithin">Fail the order when the user does not answer within this time; null for never.</param>
    public sealed record NeedsInfo(IReadOnlyList<string> RequiredFields, TimeSpan? AnswerWithin) : OrderAnswer;

    /// <summary>It cannot be done (MM-34).</summary>
    public sealed record Failed(string Error) : OrderAnswer;
}
