using System.Text.Json.Serialization;

namespace Actors.Orders;

/// <summary>
/// An order on the wire: the source's shape (MM-20) and what a partner needs beside it. The same in API answers and in
/// webhook payloads.
/// </summary>
public sealed record OrderJson
{
    /// <summary><c>po_…</c></summary>
    public required string Id { get; init; }

    /// <summary>Always <c>order</c>.</summary>
    public string Object { get; init; } = "order";

    public required DataEnvironment Environment { get; init; }

    /// <summary><c>Pending</c>, <c>Successful</c> (<c>Succesful</c>, the source's spelling, before version 2026-11-22), <c>Need_more_info</c>, <c>Failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What a screen shows: <c>processing…</c> in the first 60 seconds (MM-25).</summary>
    public required string DisplayStatus { get; init; }

    /// <summary>What the user gave (MM-23).</summary>
    public required IReadOnlyDictionary<string, string> Input { get; init; }

    /// <summary>The provider's answer: its output, or <c>required_fields</c> as a comma list (MM-32), or <c>error</c> (MM-34).</summary>
    public required IReadOnlyDictionary<string, string> Output { get; init; }

    public required string ProdId { get; init; }

    public required string PricingId { get; init; }

    /// <summary><c>tus_…</c>: the user, as this provider knows them.</summary>
    public required string TppUserId { get; init; }

    public required int Quantity { get; init; }

    /// <summary>The price of one, in minor units.</summary>
    public required long Amount { get; init; }

    /// <summary>ISO 4217, upper case.</summary>
    public required string Currency { get; init; }

    /// <summary>The reader's own notes on the order, 50 pairs; the other party never sees them.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>1, and one more for each time that the user supplied what was missing (MM-33).</summary>
    public required int Attempt { get; init; }

    /// <summary><c>processing</c> or <c>manual</c> while it is pending, else null.</summary>
    public string? Queue { get; init; }

    /// <summary>Who works on it by hand, or null.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary><c>api</c> or <c>manual</c> once it was answered for good, else null.</summary>
    public string? AnsweredVia { get; init; }

    /// <summary>Until when an answer reaches a waiting user.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Until when the user must supply what is asked, or the order fails; absent when nothing is asked, or it waits without end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AnswerBy { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset? Answered { get; init; }

    /// <summary>The page for the order's user; only in answers to the marketplace that placed it, never in a push.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ScreenUrl { get; init; }

    /// <summary>Writes an order as it stands at a moment, in the newest version.</summary>
    public static OrderJson From(OrderView order, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new OrderJson
        {
            Id = order.Id,
            Environment = order.Environment,
            Status = order.Status,
            DisplayStatus = order.IsProcessing(now) ? "processing…" : order.Status switch
            {
                OrderStatus.NeedMoreInfo => "More information needed",
                _ => order.Status,
            },
            Input = order.Input,
            Output = order.Status switch
            {
                OrderStatus.NeedMoreInfo => new Dictionary<string, string> { ["required_fields"] = string.Join(',', order.RequiredFields) },
                OrderStatus.Failed => new Dictionary<string, string> { ["error"] = order.Error ?? "" },
                _ => order.Output,
            },
            ProdId = order.ProductId,
            PricingId = order.Price.Id,
            TppUserId = order.UserId,
            Quantity = order.Quantity,
            Amount = order.Price.Amount,
            Currency = order.Price.Currency,
            Attempt = order.Attempt,
            Queue = order.IsProcessing(now) ? "processing" : order.IsManual(now) ? "manual" : null,
            ClaimedBy = order.ClaimedBy,
            AnsweredVia = order.Via,
            ExpiresAt = order.Deadline,
            AnswerBy = order.AnswerBy,
            Created = order.Placed,
            Answered = order.Answered,
        };
    }
}

/// <summary>The envelope of a webhook about an order. Its bytes are fixed when the event is committed.</summary>
/// <param name="Id"><c>evt_…</c>: the same on every attempt; the <c>webhook-id</c>.</param>
/// <param name="Type"><c>order.created</c>, <c>order.updated</c>, <c>order.succeeded</c>, <c>order.need_more_info</c>, <c>order.failed</c>.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Sequence">1, 2, 3 … per order and account, without gaps in the log: a gap means that a push is still on its way, or was withdrawn. The log's own position is the header <c>webhook-cursor</c>.</param>
/// <param name="Data">The full order (MM-28).</param>
public sealed record OrderEventJson(string Id, string Type, DateTimeOffset Timestamp, int Sequence, OrderJson Data)
{
    /// <summary>True for a test, which somebody asked for to try an endpoint: there is no such order. Absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Test { get; init; }

    public const string Created = "order.created";
    public const string Updated = "order.updated";
    public const string Succeeded = "order.succeeded";
    public const string NeedMoreInfo = "order.need_more_info";
    public const string Failed = "order.failed";
}

/// <summary>JSON of orders on the wire: snake_case, nulls written, readable Unicode.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeJson)])]
[JsonSerializable(typeof(OrderJson))]
[JsonSerializable(typeof(OrderEventJson))]
public sealed partial class OrderJsonContext : JsonSerializerContext;
