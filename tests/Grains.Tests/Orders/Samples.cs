using Actors.Products;

namespace Actors.Orders.Tests;

/// <summary>Ready-made values of the order's language.</summary>
internal static class Samples
{
    public const string Provider = "acc_provider";
    public const string Marketplace = "acc_market";
    public const string OrderId = "po_01jd0000000000000000000000";
    public const string One = "user:one";
    public const string Two = "user:two";

    public static readonly DateTimeOffset T0 = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Deadline = T0.AddSeconds(60);

    public static DateTimeOffset At(double seconds) => T0.AddSeconds(seconds);

    public static PriceView Price(string id = "price_a", string status = PriceStatus.Active) =>
        new(id, "Monthly", "GBP", 3999, 2, status, T0.AddDays(-1));

    public static ProductView Offer(string status = ProductStatus.Enabled) => new(
        "prod_a",
        Provider,
        DataEnvironment.Sandbox,
        "Fibre 100",
        "Fast",
        "utilities_broadband",
        new Dictionary<string, string>(),
        status,
        null,
        [Price()],
        [],
        Ordered: true);

    public static Field Field(string name, FieldType type = FieldType.Text, bool required = false) =>
        new(name, name, type, required, null, type == FieldType.Choice ? ["small", "large"] : []);

    public static ProductView Offer(params Field[] fields) =>
        Offer() with { Schemas = [new FieldSchema(1, fields, T0.AddDays(-1))] };

    public static OrderCommand.Place Place(ProductView? offer = null) => new(
        OrderId,
        Marketplace,
        DataEnvironment.Sandbox,
        offer ?? Offer(),
        [],
        "price_a",
        "tus_a",
        Map(("postcode", "N1 9GU")),
        1,
        null,
        ProviderListens: true,
        T0);

    public static Dictionary<string, string> Map(params (string Key, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value);

    public static OrderCommand.Answer Succeed(double seconds, string output = "done", string via = "api", string by = "key:a") =>
        new(new OrderAnswer.Succeeded(Map(("result", output))), via, by, At(seconds));

    public static OrderCommand.Answer Fail(double seconds, string error = "PBX Over capacity") =>
        new(new OrderAnswer.Failed(error), "api", "key:a", At(seconds));

    public static OrderCommand.Answer Ask(double seconds, params string[] fields) =>
        new(new OrderAnswer.NeedsInfo(fields.Length == 0 ? ["birthday"] : fields, null), "api", "key:a", At(seconds));

    public static OrderCommand.Answer AskWithin(double seconds, double within) =>
        new(new OrderAnswer.NeedsInfo(["birthday"], TimeSpan.FromSeconds(within)), "api", "key:a", At(seconds));

    public static OrderCommand.SupplyInfo Supply(double seconds, bool listens = true) =>
        new(Map(("birthday", "1990-01-01")), null, listens, At(seconds));

    public static OrderCommand.ReachDeadline ReachDeadline(double seconds = 60) => new(Deadline, At(seconds));
}
