using Actors.Api.Http;
using Actors.Api.Products;
using Actors.Api.Webhooks;
using Actors.Orders;
using Actors.Products;
using Actors.Users;
using Actors.Webhooks;

namespace Actors.Api.Orders;

/// <summary>
/// POST /orders. Deciding is pure, so all that the decision needs is read here and handed over: product, what its type
/// asks for, who listens. The user's details are saved first: a provider that is told of an order can ask for them.
/// </summary>
internal static class OrderPlacing
{
    public static async Task<IResult> Place(Call call, Body<PlaceOrderBody> body) =>
        await PlaceFor(call, call.Caller.Owner, (await call.ReadProduct(body.Value.ProdId))?.Value, body);

    /// <param name="marketplace">The account that the order is placed for.</param>
    /// <param name="offer">The product that it names, or null.</param>
    public static async Task<IResult> PlaceFor(Call call, string marketplace, ProductView? offer, Body<PlaceOrderBody> body)
    {
        var id = call.NewId(OrderSight.Prefix);
        var user = offer is null ? "" : UserId(call, marketplace, offer.Owner, body.Value.User);

        // Side by side: neither needs the other, and each waits for the store. What time it is both learn here.
        await call.Now(offer?.Owner ?? marketplace);
        var command = Command(call, marketplace, id, offer, user, body.Value);
        var saved = offer is null ? null : SaveUser(call, marketplace, id, user, offer.Owner, body.Value.User);
        await Task.WhenAll(command, saved ?? Task.CompletedTask);
        if (saved is not null && await saved is Reply<UserView>.Refused refused)
        {
            return new ProblemResult(Problems.From(refused.Rejection));
        }

        var place = await command;
        var reply = await call.Grain<IOrderGrain>(id).Execute(place, call.Request(place.At, body));
        return call.Answer(reply, done => call.Made(
            call.Show(done.Snapshot.Value, done.At), EntityTag.Of(done.Snapshot.Version), "/orders/" + id));
    }

    /// <summary>Whether an account would be pushed an event of this type.</summary>
    public static async Task<bool> Listens(this Call call, string account, string type)
    {
        var key = FeedView.KeyOf(account, call.Environment);
        return (await call.Grain<IFeedGrain>(key).Read(call.Aborted))?.Value.Listens(type) == true

            // Somebody who tries things out pulls, and has no endpoint; their orders have the 60 seconds all the same.
            || (call.Environment == DataEnvironment.Sandbox && call.Http.RequestServices.GetRequiredService<EventWaits>().IsFollowed(key));
    }

    private static async Task<OrderCommand.Place> Command(
        Call call, string marketplace, string id, ProductView? offer, string user, PlaceOrderBody body)
    {
        var provider = offer?.Owner ?? marketplace;
        var missing = offer is null ? Task.FromResult<IReadOnlyList<string>>([]) : new TypeRules(call).MissingMeta(offer).AsTask();
        var listens = call.Listens(provider, OrderEventJson.Created);
        await Task.WhenAll(missing, listens);
        return new OrderCommand.Place(
            id,
            marketplace,
            call.Environment,
            offer,
            await missing,
            body.PricingId,
            user,
            body.Input ?? new Dictionary<string, string>(),
            body.Quantity ?? 1,
            call.Caller.MaxQuantity,
            await listens,
            await call.Now(provider))
        {
            Metadata = body.Metadata,
        };
    }

    /// <summary>
    /// Keeps what the marketplace knows of the user now. Not for an order that was placed before: a late repeat would
    /// bring old details back.
    /// </summary>
    private static async Task<Reply<UserView>?> SaveUser(
        Call call, string marketplace, string orderId, string userId, string provider, OrderUserBody user)
    {
        var details = user.ToDetails();
        var grain = call.Grain<IUserGrain>(userId);
        var (order, known) = (call.Grain<IOrderGrain>(orderId).Read(call.Aborted), grain.Read(call.Aborted));
        await Task.WhenAll(order, known);
        if (await order is not null || (await known)?.Value.Details == details)
        {
            return null;
        }

        var at = await call.Now(provider);
        var save = new UserCommand.Save(userId, provider, marketplace, call.Environment, user.Reference, details, at);
        return await grain.Execute(save, call.Request(at) with { Key = null, ExpectedVersion = null });
    }

    /// <summary>Of provider and marketplace both, so that two providers cannot tell that they serve the same person.</summary>
    private static string UserId(Call call, string marketplace, string provider, OrderUserBody user) =>
        call.Ids.From("tus", provider, marketplace, call.Environment.ToString(), user.Reference);
}
