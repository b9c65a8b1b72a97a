using Actors.Accounts;
using Actors.Api.Http;

namespace Actors.Api.Versions;

/// <summary>A call that names no version speaks that of its account (pinned when its first key was issued).</summary>
internal sealed class AccountVersion(RequestDelegate next, ApiVersions versions, IGrains grains)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // While there is one version only, there is nothing to look up.
        if (versions.Supported.Count > 1
            && context.Features.Get<Caller>() is { } caller
            && context.Request.Headers[RequestInfo.DatedHeader].Count == 0)
        {
            var account = grains.Get<IAccountGrain>(AccountView.KeyOf(caller.Owner, caller.Environment));
            if ((await account.Read(context.RequestAborted))?.Value.ApiVersion is { } pinned)
            {
                context.Features.Set(RequestInfo.Of(context) with { Dated = pinned });
                context.Response.Headers[RequestInfo.DatedHeader] = pinned;
            }
        }

        await next(context);
    }
}
