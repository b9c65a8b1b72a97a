using Actors.Api.Http;
using Actors.Keys;
using Actors.Orders;
using Actors.Products;

namespace Actors.Api.Products;

/// <summary>Products (MM-01 … MM-13).</summary>
internal static class ProductsApi
{
    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/products").WithTags("Products").NeedsKey();
        group.MapPost("", Create).Needs(Scopes.ProductsWrite).Named("createProduct", "Create a product").Gives<ProductJson>(201).Example(Sample);
        group.MapGet("", List).Needs(Scopes.ProductsRead).Named("listProducts", "List products").Gives<ListJson<ProductJson>>().Expands(ProductExpansions.Prices);
        group.MapGet("/{id}", Get).Needs(Scopes.ProductsRead).Named("getProduct", "Get a product").Gives<ProductJson>().Expands(ProductExpansions.Prices);
        group.MapPatch("/{id}", Update).Needs(Scopes.ProductsWrite).Named("updateProduct", "Change a product").Gives<ProductJson>().NeedsIfMatch();
        group.MapPost("/{id}/archive", Archive).Needs(Scopes.ProductsWrite).Named("archiveProduct", "Make a disabled product read-only").Gives<ProductJson>();
        group.MapPost("/{id}/block", Block).Needs(Scopes.Operate).Named("blockProduct", "Hide a product (operators)").Gives<ProductJson>();
        group.MapPost("/{id}/unblock", Unblock).Needs(Scopes.Operate).Named("unblockProduct", "Let a product be again (operators)").Gives<ProductJson>();
    }

    private const string Sample = """
        { "name": "Superfast 80", "description": "80 Mb/s at home", "product_type": "utilities_broadband", "meta": { "speed": "80" }, "enabled": true }
        """;

    private static async Task<IResult> Create(Call call, Body<CreateProductBody> body)
    {
        var id = call.NewId(ProductSight.Prefix);
        var reply = await call.Turn(call.Grain<IProductGrain>(id), call.Caller.Owner, at => body.Value.ToCommand(id, call.Caller, at), body);
        return await call.Answer(reply, done => Show(call, done.Snapshot, (json, tag) => call.Made(json, tag, "/products/" + id)));
    }

    private static async Task<IResult> List(Call call, Paging page)
    {
        if (!await call.KnowsCursor(page.Cursor))
        {
            return new ProblemResult(Lists.BadCursor(page.Cursor!));
        }

        var types = new TypeRules(call);
        Func<ProductView, ValueTask<bool>>? shows = call.Caller.Role == KeyRole.Marketplace ? product => call.Sees(product, types) : null;
        var products = await call.Page(call.Products(page), shows, product => product.Id);
        var shown = new List<ProductJson>();
        foreach (var product in products.Items)
        {
            shown.Add(ProductJson.From(product, await types.MissingMeta(product.Value), call.Caller));
        }

        return TypedResults.Ok(ListJson<ProductJson>.Of(call, shown, products.HasMore, products.Next));
    }

    private static async Task<IResult> Get(string id, Call call) => await call.FindProduct(id) is { } product
        ? await Show(call, product, (json, tag) => call.Got(json, tag))
        : Answers.NotFound("product", id);

    private static Task<IResult> Update(string id, Call call, Body<UpdateProductBody> body) =>
        Change(id, call, body.Value.ToCommand, body);

    private static Task<IResult> Block(string id, Call call, Body<ReasonBody> body) =>
        Change(id, call, at => new ProductCommand.Block(body.Value.Reason, at), body);

    private static Task<IResult> Unblock(string id, Call call) => Change(id, call, at => new ProductCommand.Unblock(at));

    private static async Task<IResult> Archive(string id, Call call)
    {
        var open = new ListQuery(call.Environment)
        {
            Parent = id,
            Statuses = [OrderListStatus.Processing, OrderListStatus.Manual, OrderListStatus.NeedMoreInfo],
            Limit = Paging.MaxLimit,
        };
        var orders = await call.Grains.List<OrderView>(open, call.Aborted);
        return await Change(id, call, at => new ProductCommand.Archive(orders.Items.Count, at));
    }

    private static async Task<IResult> Change(
        string id, Call call, Func<DateTimeOffset, ProductCommand> command, IFingerprinted? body = null)
    {
        if (await call.FindProduct(id) is not { } product)
        {
            return Answers.NotFound("product", id);
        }

        var reply = await call.Turn(call.Grain<IProductGrain>(id), product.Value.Owner, command, body);
        return await call.Answer(reply, done => Show(call, done.Snapshot, (json, tag) => call.Changed(json, tag)));
    }

    private static async Task<IResult> Show(Call call, Snapshot<ProductView> product, Func<ProductJson, string, IResult> answer)
    {
        var types = new TypeRules(call);
        var json = ProductJson.From(product, await types.MissingMeta(product.Value), call.Caller);
        return answer(json, EntityTag.Of(product.Version, (await types.Of(product.Value.ProductType))?.Version ?? 0));
    }
}
