using Actors.Api.Http;
using Actors.Keys;
using Actors.Products;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Api.Products;

/// <summary>The prices of a product (MM-04, MM-05, MM-14 … MM-17). Their ETag is that of the product.</summary>
internal static class PricesApi
{
    private const string Prefix = "price";

    public static void MapPrices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/products/{id}/pricing").WithTags("Prices").NeedsKey();
        group.MapPost("", Create).Needs(Scopes.ProductsWrite).Named("createPrice", "Give a product a price").Gives<PriceJson>(201).Example(Sample);
        group.MapGet("", List).Needs(Scopes.ProductsRead).Named("listPrices", "List the prices of a product").Gives<ListJson<PriceJson>>();
        group.MapGet("/{price_id}", Get).Needs(Scopes.ProductsRead).Named("getPrice", "Get a price").Gives<PriceJson>();
        group.MapPatch("/{price_id}", Rename).Needs(Scopes.ProductsWrite).Named("renamePrice", "Rename a price").Gives<PriceJson>().NeedsIfMatch();
        group.MapPost("/{price_id}/archive", Archive).Needs(Scopes.ProductsWrite).Named("archivePrice", "Take a price out of use").Gives<PriceJson>();
    }

    private const string Sample = """{ "name": "Monthly", "amount": 3999, "currency": "GBP" }""";

    private static async Task<IResult> Create(string id, Call call, Body<CreatePriceBody> body)
    {
        if (await call.FindProduct(id) is not { } product)
        {
            return Answers.NotFound("product", id);
        }

        var (price, grain) = (call.NewId(Prefix), call.Grain<IProductGrain>(id));
        var reply = await call.Turn(grain, product.Value.Owner, at => AddPrice(price, body.Value, at), body);
        return call.Answer(reply, done => Show(done.Snapshot, price, (json, tag) => call.Made(json, tag, $"/products/{id}/pricing/{price}")));
    }

    private static async Task<IResult> List(string id, Call call, Paging page)
    {
        if (await call.FindProduct(id) is not { } product)
        {
            return Answers.NotFound("product", id);
        }

        var all = product.Value.Prices.Where(call.Shows).Reverse();
        return PageOf.Items([.. all], page, price => price.Id) is { } prices
            ? TypedResults.Ok(ListJson<PriceJson>.Of(call, [.. prices.Items.Select(price => PriceJson.From(id, price))], prices.HasMore))
            : new ProblemResult(Lists.BadCursor(page.Cursor!));
    }

    private static async Task<IResult> Get(string id, [FromRoute(Name = "price_id")] string priceId, Call call) => await call.FindProduct(id) is { } product
        ? Show(product, priceId, (json, tag) => call.Got(json, tag))
        : Answers.NotFound("product", id);

    private static Task<IResult> Rename(string id, [FromRoute(Name = "price_id")] string priceId, Call call, Body<RenamePriceBody> body) =>
        Change(id, priceId, call, at => new ProductCommand.RenamePrice(priceId, body.Value.Name, at), body);

    private static Task<IResult> Archive(string id, [FromRoute(Name = "price_id")] string priceId, Call call) =>
        Change(id, priceId, call, at => new ProductCommand.ArchivePrice(priceId, at));

    private static async Task<IResult> Change(
        string id, string priceId, Call call, Func<DateTimeOffset, ProductCommand> command, IFingerprinted? body = null)
    {
        if (await call.FindProduct(id) is not { } product)
        {
            return Answers.NotFound("product", id);
        }

        var reply = await call.Turn(call.Grain<IProductGrain>(id), product.Value.Owner, command, body);
        return call.Answer(reply, done => Show(done.Snapshot, priceId, (json, tag) => call.Changed(json, tag)));
    }

    private static ProductCommand.AddPrice AddPrice(string id, CreatePriceBody body, DateTimeOffset at) =>
        new(id, body.Name, body.Currency, body.Amount, at);

    private static IResult Show(Snapshot<ProductView> product, string priceId, Func<PriceJson, string, IResult> answer) =>
        product.Value.Prices.FirstOrDefault(price => price.Id == priceId) is { } price
            ? answer(PriceJson.From(product.Value.Id, price), EntityTag.Of(product.Version))
            : Answers.NotFound(Prefix, priceId);
}
