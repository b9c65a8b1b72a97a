using Actors.Api.Http;
using Actors.Keys;
using Actors.Products;

namespace Actors.Api.Products;

/// <summary>The 27 product types and what each asks of its products (MM-10, MM-12).</summary>
internal static class ProductTypesApi
{
    public static void MapProductTypes(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/product-types").WithTags("Product types").NeedsKey();
        group.MapGet("", List).Needs(Scopes.ProductsRead).Named("listProductTypes", "List all product types").Gives<ListJson<ProductTypeJson>>();
        group.MapGet("/{type}", Get).Needs(Scopes.ProductsRead).Named("getProductType", "Get a product type").Gives<ProductTypeJson>();
        group.MapPut("/{type}", Require).Needs(Scopes.Operate).Named("setProductType", "Set the meta keys that a type asks for (operators)").Gives<ProductTypeJson>().Example(Sample).NeedsIfMatch();
    }

    private const string Sample = """{ "required_meta": ["speed"] }""";

    // Operators' data belongs to the platform itself, and so goes by its clock.
    private const string Owner = "platform";

    private static async Task<IResult> List(Call call)
    {
        var types = await Task.WhenAll(ProductTypes.All.Select(type => Grain(call, type).Read(call.Aborted)));
        return TypedResults.Ok(ListJson<ProductTypeJson>.Of(call, [.. ProductTypes.All.Zip(types, ProductTypeJson.From)], hasMore: false));
    }

    private static async Task<IResult> Get(string type, Call call)
    {
        if (!ProductTypes.All.Contains(type))
        {
            return Answers.NotFound("product_type", type);
        }

        var known = await Grain(call, type).Read(call.Aborted);
        return call.Got(ProductTypeJson.From(type, known), EntityTag.Of(known?.Version ?? 0));
    }

    private static async Task<IResult> Require(string type, Call call, Body<ProductTypeBody> body)
    {
        if (!ProductTypes.All.Contains(type))
        {
            return Answers.NotFound("product_type", type);
        }

        var reply = await call.Turn(Grain(call, type), Owner, at => Command(type, call, body.Value, at), body);
        return call.Answer(reply, done => call.Changed(ProductTypeJson.From(type, done.Snapshot), EntityTag.Of(done.Snapshot.Version)));
    }

    private static ProductTypeCommand.Require Command(string type, Call call, ProductTypeBody body, DateTimeOffset at) =>
        new(type, call.Environment, body.RequiredMeta, at);

    private static IProductTypeGrain Grain(Call call, string type) =>
        call.Grain<IProductTypeGrain>(ProductTypeView.KeyOf(call.Environment, type));
}
