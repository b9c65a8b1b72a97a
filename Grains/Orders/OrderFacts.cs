using Actors.Products;

namespace Actors.Orders;

/// <summary>What is stored of an order in every state.</summary>
internal sealed record OrderFacts
{
    public required string Id { get; init; }

    public required string Provider { get; init; }

    public required string Marketplace { get; init; }

    public required DataEnvironment Environment { get; init; }

    public required string ProductId { get; init; }

    public required string ProductName { get; init; }

    /// <summary>The price as it was when the order was placed.</summary>
    public required PriceView Price { get; init; }

    public required int Quantity { get; init; }

    public required string UserId { get; init; }

    /// <summary>The version of the product's fields that it was placed under; 0 for none.</summary>
    public int SchemaVersion { get; init; }

    public required IReadOnlyDictionary<string, string> Input { get; init; }

    /// <summary>The input of earlier attempts, by attempt.</summary>
    public IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> EarlierInputs { get; init; } =
        new Dictionary<int, IReadOnlyDictionary<string, string>>();

    // Orders that were stored before there was metadata have none; an initializer does not hold when JSON is read.
    public IReadOnlyDictionary<string, string> ProviderMetadata { get => field ?? MetadataRules.None; init; }

    public IReadOnlyDictionary<string, string> MarketplaceMetadata { get => field ?? MetadataRules.None; init; }

    public int Attempt { get; init; } = 1;

    public required DateTimeOffset Placed { get; init; }

    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The answer-by that was set last, or null.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    public bool ProviderListens { get; init; }

    /// <summary>How many pushes were made so far, to whomever.</summary>
    public int Sequence { get; init; }

    /// <summary>How many of them went to the provider.</summary>
    public int ProviderPushes { get; init; }

    /// <summary>How many of them went to the marketplace.</summary>
    public int MarketplacePushes { get; init; }

    /// <summary>This attempt's push to the provider.</summary>
    public ProviderPush Push { get; init; } = ProviderPush.None;

    public OrderFacts PushedToProvider(DateTimeOffset at) => this with
    {
        Sequence = Sequence + 1,
        ProviderPushes = ProviderPushes + 1,
        Push = new ProviderPush(Sequence + 1, ProviderPushes + 1, at, !ProviderListens)
        {
            Metadata = ProviderMetadata.Count == 0 ? null : ProviderMetadata,
        },
    };

    public OrderFacts PushedToMarketplace() => this with { Sequence = Sequence + 1, MarketplacePushes = MarketplacePushes + 1 };

    public OrderFacts Asked(OrderEvent.InfoAsked e) => PushedToMarketplace() with { AnswerBy = e.AnswerBy };

    /// <summary>The next attempt: what the user supplied is merged, what it was before is kept.</summary>
    public OrderFacts Supplied(OrderEvent.InfoSupplied e)
    {
        var next = this with
        {
            Input = Merged(e.Fields),
            EarlierInputs = new Dictionary<int, IReadOnlyDictionary<string, string>>(EarlierInputs) { [Attempt] = Input },
            Attempt = Attempt + 1,
            Deadline = e.Deadline,
            ProviderListens = e.ProviderListens,
        };
        return next.PushedToProvider(e.At);
    }

    public Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> fields)
    {
        var merged = new Dictionary<string, string>(Input);
        foreach (var (name, value) in fields)
        {
            merged[name] = value;
        }

        return merged;
    }
}
