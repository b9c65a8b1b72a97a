using Actors.Api.Screen;
using Actors.Orders;
using Actors.Products;
using Actors.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Screen;

/// <summary>An order that a test looks at.</summary>
/// <param name="Path">The path of its screen.</param>
internal sealed record PlacedOrder(string Id, string Provider, string Path);

/// <summary>
/// Places and answers orders as the API does. Each order has a provider of its own, so that each has a sandbox clock
/// of its own that a test can move.
/// </summary>
internal sealed class Shop(IServiceProvider services)
{
    private readonly IGrains _grains = services.GetRequiredService<IGrains>();
    private readonly IClocks _clocks = services.GetRequiredService<IClocks>();
    private readonly IIds _ids = services.GetRequiredService<IIds>();
    private readonly IVault _vault = services.GetRequiredService<IVault>();

    public async Task<PlacedOrder> Place(string product = "Fibre 500", string currency = "GBP", long amount = 3999, int quantity = 1)
    {
        var provider = _ids.New("acc");
        var now = await Now(provider);
        var productId = _ids.New("prod");
        var priceId = _ids.New("price");
        var feed = FeedView.KeyOf(provider, DataEnvironment.Sandbox);
        var endpoint = _ids.New("we");
        await Do<IFeedGrain, FeedCommand, FeedView>(
            feed,
            new FeedCommand.CreateEndpoint(
                provider,
                DataEnvironment.Sandbox,
                endpoint,
                "http://127.0.0.1:9/hooks", // nobody listens there: the test answers by itself
                "",
                [EventTypes.Any],
                "2026-11-22",
                0,
                _vault.Seal(EndpointView.SecretPurpose, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                "ch_1",
                now),
            now);
        await Do<IFeedGrain, FeedCommand, FeedView>(feed, new FeedCommand.Verified(endpoint, "ch_1", now), now);
        await Do<IProductGrain, ProductCommand, ProductView>(
            productId,
            new ProductCommand.Create(
                productId, provider, DataEnvironment.Sandbox, product, "", "utilities_broadband", new Dictionary<string, string>(), true, now),
            now);
        var offer = await Do<IProductGrain, ProductCommand, ProductView>(
            productId, new ProductCommand.AddPrice(priceId, "Monthly", currency, amount, now), now);

        var orderId = _ids.New("po");
        await Do<IOrderGrain, OrderCommand, OrderView>(
            orderId,
            new OrderCommand.Place(
                orderId,
                "acc_marketplace",
                DataEnvironment.Sandbox,
                offer,
                [],
                priceId,
                "tus_1",
                new Dictionary<string, string> { ["postcode"] = "AB1 2CD" },
                quantity,
                null,
                ProviderListens: true,
                now),
            now);
        return new PlacedOrder(orderId, provider, ScreenLink.PathOf(_vault, orderId));
    }

    public async Task Answer(PlacedOrder order, OrderAnswer answer)
    {
        var now = await Now(order.Provider);
        await Do<IOrderGrain, OrderCommand, OrderView>(order.Id, new OrderCommand.Answer(answer, "api", "key_1", now), now);
    }

    public async Task<OrderView> Read(PlacedOrder order) => (await _grains.Get<IOrderGrain>(order.Id).Read())!.Value;

    /// <summary>Lets the order's sandbox clock jump.</summary>
    public async Task Advance(PlacedOrder order, TimeSpan by) => await Do<IClockGrain, ClockCommand, ClockView>(
        order.Provider, new ClockCommand.Advance(order.Provider, by), await Now(order.Provider));

    private ValueTask<DateTimeOffset> Now(string provider) => _clocks.Now(provider, DataEnvironment.Sandbox);

    private async Task<TView> Do<TGrain, TCommand, TView>(string key, TCommand command, DateTimeOffset now)
        where TGrain : IGrain<TCommand, TView>
        where TView : class
    {
        var reply = await _grains.Get<TGrain>(key).Execute(command, new Request("test", now));
        return reply is Reply<TView>.Refused refused
            ? throw new InvalidOperationException($"{command} was refused: {refused.Rejection}")
            : ((Reply<TView>.Done)reply).Snapshot.Value;
    }
}
