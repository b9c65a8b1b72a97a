using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;
using Actors.Products;

namespace Actors.Api.Products;

/// <summary>A new product (MM-01). It has no price yet: prices are made afterwards (MM-03).</summary>
/// <param name="Type">Another name of <c>product_type</c> (MM-11); both may be sent when they are the same.</param>
/// <param name="Metadata">Your own notes, 50 pairs: nobody else sees them.</param>
/// <param name="Enabled">Whether it is shown and sold as soon as it has a price; true unless it is sent.</param>
internal sealed record CreateProductBody(
    string Name,
    string? Description = null,
    string? ProductType = null,
    string? Type = null,
    IReadOnlyDictionary<string, string>? Meta = null,
    bool? Enabled = null,
    IReadOnlyDictionary<string, string>? Metadata = null) : IRequestBody<CreateProductBody>
{
    public static JsonTypeInfo<CreateProductBody> Json => ProductsJsonContext.Default.CreateProductBody;

    public static string? Hint(string pointer) => ProductHints.For(pointer);

    public IEnumerable<FieldError> Check()
    {
        if (ProductHints.Contradiction(ProductType, Type) is { } contradiction)
        {
            yield return contradiction;
        }
        else if ((ProductType ?? Type) is null)
        {
            yield return new FieldError("/product_type", "required", "The field 'product_type' is required; /product-types lists the types.");
        }
    }

    public ProductCommand ToCommand(string id, Caller caller, DateTimeOffset at) => new ProductCommand.Create(
        id,
        caller.Owner,
        caller.Environment,
        Name,
        Description ?? "",
        ProductType ?? Type ?? "",
        Meta ?? new Dictionary<string, string>(),
        Enabled ?? true,
        at)
    {
        Metadata = Metadata,
    };
}
