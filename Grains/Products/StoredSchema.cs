namespace Actors.Products;

/// <summary>One version of the fields as stored, by field name.</summary>
internal sealed record StoredSchema(IReadOnlyDictionary<string, StoredField> Fields, DateTimeOffset Published);

/// <summary>A field as stored.</summary>
/// <param name="Nr">Its place on the form, from 1.</param>
internal sealed record StoredField(
    int Nr, string Label, FieldType Type, bool Required, int? MaxLength, IReadOnlyList<string> Options);
