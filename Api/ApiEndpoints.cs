using Actors.Api.Accounts;
using Actors.Api.Calls;
using Actors.Api.Description;
using Actors.Api.Http;
using Actors.Api.Keys;
using Actors.Api.Limits;
using Actors.Api.Orders;
using Actors.Api.Parked;
using Actors.Api.Products;
using Actors.Api.Sandbox;
using Actors.Api.Users;
using Actors.Api.Versions;
using Actors.Api.Webhooks;
using Actors.Versions;
using Actors.Webhooks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.ResponseCompression;

namespace Actors.Api;

/// <summary>The HTTP edge: what the host adds and maps. Needs <see cref="IGrains"/>, <see cref="IClocks"/>, <see cref="IIds"/>, <see cref="IVault"/> and <see cref="IEndpointPolicy"/>.</summary>
public static class ApiEndpoints
{
    /// <summary>Adds the services of the API.</summary>
    public static IServiceCollection AddActorsApi(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section);

        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.Sandbox <= options.Production, "Api:RateLimits:Sandbox must not be more than Api:RateLimits:Production.")
            .ValidateOnStart();
        services.AddSingleton<RateLimits>();
        services.AddOptions<CallLogOptions>().BindConfiguration(CallLogOptions.Section).ValidateDataAnnotations().ValidateOnStart();

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
            AccountsJsonContext.Default,
            CallsJsonContext.Default,
        ]));
        services.AddSingleton(provider => new ApiVersions([.. ApiVersions.Released, .. provider.GetServices<VersionChange>()]));
        services.AddSingleton<IApiVersions>(provider => provider.GetRequiredService<ApiVersions>());
        services.AddResponseCompression(AnswerCompression.Configure);
        services.AddSingleton<IResponseCompressionProvider, AnswerCompression>();
        return services.AddDescription();
    }

    /// <summary>
    /// Maps all routes of the API, its description and its landing page. Call it before other pages are mapped: from
    /// here on every answer carries a request id, and every error is a problem.
    /// </summary>
    public static WebApplication MapActorsApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseResponseCompression();
        app.UseMiddleware<CallRecorder>(); // after compression, so that the log can be read
        app.UseMiddleware<Edge>();
        app.UseAuthentication();
        app.UseMiddleware<RateLimiter>();
        app.UseAuthorization();
        app.UseMiddleware<AccountVersion>();
        app.MapDescription();
        var api = app.MapGroup("").WithMetadata(new RouteFact.Listed())
            .AddEndpointFilter<Rendering>().AddEndpointFilter<Admission>().AddEndpointFilter<RefuseUnbound>().AddEndpointFilter(new InProgress());
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
        api.MapAccount();
        api.MapCalls();
        return app;
    }
}
