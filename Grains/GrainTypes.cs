using Actors.Accounts;
using Actors.Keys;
using Actors.Orders;
using Actors.Platform;
using Actors.Products;
using Actors.Users;
using Actors.Webhooks;

namespace Actors;

/// <summary>All grain types of the platform.</summary>
public static class PlatformGrains
{
    /// <summary>The owner of what belongs to nobody else.</summary>
    internal const string Owner = "platform";

    /// <summary>Registers each with its contract, shell and model.</summary>
    public static IGrainTypes AddPlatformGrains(this IGrainTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return types
            .Add<IProductGrain, Product, ProductCommand, ProductEvent, ProductView>(new ProductModel(), host => new ProductGrain(host))
            .Add<IProductTypeGrain, ProductType, ProductTypeCommand, ProductTypeEvent, ProductTypeView>(new ProductTypeModel(), host => new ProductTypeGrain(host))
            .Add<IOrderGrain, Order, OrderCommand, OrderEvent, OrderView>(new OrderModel(), host => new OrderGrain(host))
            .Add<IApiKeyGrain, ApiKey, ApiKeyCommand, ApiKeyEvent, ApiKeyView>(new ApiKeyModel(), host => new ApiKeyGrain(host))
            .Add<IUserGrain, User, UserCommand, UserEvent, UserView>(new UserModel(), host => new UserGrain(host))
            .Add<IFeedGrain, Feed, FeedCommand, FeedEvent, FeedView>(new FeedModel(), host => new FeedGrain(host))
            .Add<IPlatformGrain, PlatformState, PlatformCommand, PlatformEvent, PlatformView>(new PlatformModel(), host => new PlatformGrain(host))
            .Add<IAccountGrain, Account, AccountCommand, AccountEvent, AccountView>(new AccountModel(), host => new AccountGrain(host));
    }
}
