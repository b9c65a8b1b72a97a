namespace Actors.Api.Http;

/// <summary>Who may call a route.</summary>
internal static class Access
{
    public const string Scheme = "ApiKey";
    public const string ScopeClaim = "scope";

    /// <summary>Any key.</summary>
    public static TBuilder NeedsKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());

    /// <summary>A key with a scope.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        builder
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(Scheme).RequireClaim(ScopeClaim, scope))
            .WithMetadata(new RouteFact.NeedsScope(scope));
}
