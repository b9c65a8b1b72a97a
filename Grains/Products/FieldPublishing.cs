namespace Actors.Products;

/// <summary>Publishing the next version of a product's fields (MM-24).</summary>
internal static class FieldPublishing
{
    public static Decision<ProductEvent> Decide(ProductFacts facts, ProductCommand.PublishFields c)
    {
        if (Faulty(c.Fields) is { } faulty)
        {
            return Decision.Reject<ProductEvent>(faulty);
        }

        if (facts.Schemas.TryGetValue(facts.Schemas.Count, out var current) && IsSame(current, c.Fields))
        {
            return Decision.Accept<ProductEvent>();
        }

        return facts.Schemas.Count >= ProductLimits.SchemaVersions
            ? Decision.Reject<ProductEvent>(Refuse.Conflict(
                "too_many_schema_versions", $"The product has {ProductLimits.SchemaVersions} versions of its fields; create another product."))
            : Decision.Accept<ProductEvent>(new ProductEvent.FieldsPublished(facts.Schemas.Count + 1, Stored(c), c.At));
    }

    private static Rejection? Faulty(IReadOnlyList<Field> fields)
    {
        var faults = new Faults().Require(
            fields.Count <= ProductLimits.Fields, "/fields", "too_many", $"At most {ProductLimits.Fields} fields are taken.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, field) in fields.Take(ProductLimits.Fields).Index())
        {
            var at = $"/fields/{index}";
            faults
                .Required($"{at}/name", field.Name, ProductLimits.FieldName)
                .Require(names.Add(field.Name ?? ""), $"{at}/name", "duplicate", "Another field has this name; names are unique.")
                .Required($"{at}/label", field.Label, ProductLimits.Name)
                .Require(Enum.IsDefined(field.Type), $"{at}/type", "field_type_unknown", "Give one of: text, email, phone, date, number, boolean, choice.")
                .Require(
                    field.MaxLength is null or (>= 1 and <= FieldRules.ValueLength),
                    $"{at}/max_length",
                    "out_of_range",
                    $"Give 1 to {FieldRules.ValueLength}, or leave it out.")
                .Options($"{at}/options", field);
        }

        return faults.Rejection;
    }

    private static Faults Options(this Faults faults, string at, Field field)
    {
        if (field.Type != FieldType.Choice)
        {
            return faults.Require(field.Options.Count == 0, at, "not_allowed", "Only a choice has options; leave them out.");
        }

        faults.Require(
            field.Options.Count is >= 1 and <= ProductLimits.FieldOptions
                && field.Options.Distinct(StringComparer.Ordinal).Count() == field.Options.Count,
            at,
            "options_invalid",
            $"A choice needs 1 to {ProductLimits.FieldOptions} different options.");
        foreach (var (index, option) in field.Options.Take(ProductLimits.FieldOptions).Index())
        {
            faults.Required($"{at}/{index}", option, ProductLimits.FieldOption);
        }

        return faults;
    }

    private static bool IsSame(StoredSchema current, IReadOnlyList<Field> fields) =>
        current.Fields.Count == fields.Count && fields.Index().All(pair =>
            current.Fields.TryGetValue(pair.Item.Name, out var stored)
            && stored with { Options = [] } == Stored(pair.Index, pair.Item) with { Options = [] }
            && Same.List(stored.Options, pair.Item.Options));

    private static StoredSchema Stored(ProductCommand.PublishFields c) => new(
        c.Fields.Index().ToDictionary(pair => pair.Item.Name, pair => Stored(pair.Index, pair.Item)), c.At);

    private static StoredField Stored(int index, Field field) =>
        new(index + 1, field.Label, field.Type, field.Required, field.MaxLength, field.Options);
}
