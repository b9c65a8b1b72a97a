using Actors.Accounts;
using Actors.Api.Http;

namespace Actors.Api.Versions;

/// <summary>A call that names no version speaks that of its account (pinned when its first key was issued).</summary>
internal sealed class AccountVersion(RequestDelegate next, IGrains grains)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!ApiCall.Is(context))
        {
            // A page (description, documentation, screen, health) is the same in all versions: it names none.
            RequestInfo.Unversioned(context.Response);
            await next(context);
            return;
        }

        var info = RequestInfo.Of(context);
        if (!info.IsNamed && context.Features.Get<Caller>() is { } caller)
        {
            // An account is opened right after its first key was issued: until then the key knows.
            var account = await grains.Get<IAccountGrain>(AccountView.KeyOf(caller.Owner, caller.Environment)).Read(context.RequestAborted);
            if ((account?.Value.ApiVersion ?? caller.ApiVersion) is { } pinned)
            {
                (info with { Version = pinned }).Set(context);
            }
        }

        await next(context);
    }
}
