using Actors.Tests;

namespace Actors.Products.Tests;

/// <summary>Ready-made values and stories of the catalog's language.</summary>
internal static class Catalog
{
    public static readonly DateTimeOffset T0 = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);

    public static Story<Product, ProductCommand, ProductEvent, ProductView> Given(params ProductCommand[] commands) =>
        new Story<Product, ProductCommand, ProductEvent, ProductView>(new ProductModel()).Given(commands);

    public static Outcome<ProductEvent> WhenCreated(ProductCommand.Create create) => Given().When(create);

    public static ProductCommand.Create Create(bool enabled = true) => new(
        "prod_a",
        "acc_provider",
        DataEnvironment.Sandbox,
        "Fibre 100",
        "Fast",
        "utilities_broadband",
        new Dictionary<string, string> { ["speed"] = "100" },
        enabled,
        T0);

    public static ProductCommand.Update Update(
        string? name = null,
        string? type = null,
        bool? enabled = null,
        string? description = null,
        IReadOnlyDictionary<string, string?>? meta = null) => new(name, description, type, meta, enabled, T0);

    public static ProductCommand.AddPrice AddPrice(
        string id = "price_a", string currency = "GBP", long amount = 3999, string name = "Monthly") =>
        new(id, name, currency, amount, T0);

    public static ProductCommand.Block Block(string reason = "Misleading") => new(reason, T0);

    public static ProductCommand.PublishFields Publish(params Field[] fields) => new(fields, T0);

    public static Field Field(string name) => new(name, name, FieldType.Text, false, null, []);

    public static Dictionary<string, string?> Meta(params (string Key, string? Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value);
}
