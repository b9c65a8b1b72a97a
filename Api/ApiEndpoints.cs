using Actors.Api.Description;
using Actors.Api.Http;
using Actors.Api.Keys;
using Actors.Api.Orders;
using Actors.Api.Parked;
using Actors.Api.Products;
using Actors.Api.Sandbox;
using Actors.Api.Users;
using Actors.Api.Webhooks;
using Actors.Webhooks;
using Microsoft.AspNetCore.Authentication;

namespace Actors.Api;

/// <summary>The HTTP edge: what the host adds and maps. Needs <see cref="IGrains"/>, <see cref="IClocks"/>, <see cref="IIds"/>, <see cref="IVault"/> and <see cref="IEndpointPolicy"/>.</summary>
public static class ApiEndpoints
{
    /// <summary>Adds the services of the API.</summary>
    public static IServiceCollection AddActorsApi(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section);

        // The core alone: nothing here is encrypted with the machine's keys, so none are made.
        services.AddAuthenticationCore().AddWebEncoders();
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(Access.Scheme, null);
        services.AddAuthorization();
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions,
        [
            ProblemJsonContext.Default,
            ProductsJsonContext.Default,
            OrdersJsonContext.Default,
            UsersJsonContext.Default,
            KeysJsonContext.Default,
            WebhooksJsonContext.Default,
            SandboxJsonContext.Default,
            ParkedMessagesJsonContext.Default,
        ]));
        return services.AddDescription();
    }

    /// <summary>
    /// Maps all routes of the API, its description and its landing page. Call it before other pages are mapped: from
    /// here on every answer carries a request id, and every error is a problem.
    /// </summary>
    public static WebApplication MapActorsApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<Edge>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapDescription();
        var api = app.MapGroup("").WithMetadata(new RouteFact.Listed()).AddEndpointFilter<RefuseUnbound>();
        api.MapProducts();
        api.MapPrices();
        api.MapFields();
        api.MapProductTypes();
        api.MapOrders();
        api.MapUsers();
        api.MapKeys();
        api.MapWebhookEndpoints();
        api.MapEvents();
        api.MapAttempts();
        api.MapSandbox();
        api.MapParkedMessages();
        return app;
    }
}
