using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Actors.Api.Keys;
using Actors.Api.Limits;
using Actors.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Actors.Api.Http;

/// <summary>
/// Reads the key of a request. The grain is read every time (G8), so that a revoked key ends with the next request on
/// any silo. Tokens are never logged and never part of an answer.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IGrains grains,
    RateLimits limits) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Missing = "Send your key in the header 'Authorization: Bearer sk_test_…' (or sk_live_… for production).";
    private const string Unknown = "This key is not known. Check that it was copied whole: sk_test_ or sk_live_, 26 characters, _ and 32 characters.";
    private const string Revoked = "This key was revoked. Ask the operator for a new one.";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header.Length == 0 ? AuthenticateResult.NoResult() : AuthenticateResult.Fail(Missing);
        }

        if (ApiKeyToken.Parse(header["Bearer ".Length..].Trim()) is not { } token)
        {
            return AuthenticateResult.Fail(Unknown);
        }

        if (!limits.MayTry(token.KeyId, Context.Connection.RemoteIpAddress))
        {
            Context.Features.Set(new UntriedKey());
            return AuthenticateResult.NoResult();
        }

        var key = (await grains.Get<IApiKeyGrain>(token.KeyId).Read(Context.RequestAborted))?.Value;
        return key is null || key.Environment != token.Environment || !Same(key.SecretHash, token.SecretHash)
            ? AuthenticateResult.Fail(Unknown)
            : key.Status == "Active" ? Accept(key) : AuthenticateResult.Fail(Revoked);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        Response.Headers.WWWAuthenticate = result.Failure is null ? "Bearer realm=\"actors\"" : "Bearer realm=\"actors\", error=\"invalid_token\"";
        var code = result.Failure is null ? "authentication_missing" : "authentication_failed";
        await new ProblemResult(new Problem(401, code, result.Failure?.Message ?? Missing)).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var caller = Context.Features.Get<Caller>();
        var held = caller?.Scopes ?? [];
        var lacking = Context.GetEndpoint()?.Metadata.GetOrderedMetadata<RouteFact.NeedsScope>().FirstOrDefault(needed => !held.Contains(needed.Scope));
        var detail = $"This needs a key with the scope '{lacking?.Scope}'. Ask the operator for one.{InSandbox(caller, lacking?.Scope)}";
        return new ProblemResult(new Problem(403, "scope_missing", detail) { Scope = lacking?.Scope }).ExecuteAsync(Context);
    }

    /// <summary>Who tries things out alone does the other side's part on another path.</summary>
    private static string InSandbox(Caller? caller, string? scope) => (caller?.Environment, scope) switch
    {
        (DataEnvironment.Sandbox, Scopes.OrdersPlace) => " To try out an order alone, place it with POST /sandbox/orders.",
        (DataEnvironment.Sandbox, Scopes.OrdersWrite) => " To try out an order alone, answer it with POST /sandbox/orders/{id}/answer.",
        _ => "",
    };

    private AuthenticateResult Accept(ApiKeyView key)
    {
        Context.Features.Set(new Caller(key.Id, key.Owner, key.Role, key.Environment, key.Scopes, key.MaxQuantity) { ApiVersion = key.ApiVersion });
        Claim[] claims = [new(ClaimTypes.NameIdentifier, key.Id), .. key.Scopes.Select(scope => new Claim(Access.ScopeClaim, scope))];
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name));
    }

    private static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));
}
