using System.Text.Json;
using Actors.Api.Http;
using Actors.Keys;
using Actors.Users;

namespace Actors.Api.Users;

/// <summary>The end users of orders (MM-29).</summary>
internal static class UsersApi
{
    private const string Prefix = "tus";

    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/users").WithTags("Users").NeedsKey();
        group.MapGet("/{id}", Get).Needs(Scopes.UsersRead).Named("getUser", "Get the user of an order").Gives<UserJson>();
    }

    /// <summary>The user of an order, within it.</summary>
    public static Expandable Expandable { get; } = new("user", "tpp_user_id", Scopes.UsersRead, async (call, id) =>
        await Find(call, id) is { } user ? JsonSerializer.SerializeToNode(Show(call, user), UsersJsonContext.Default.UserJson) : null);

    private static async Task<IResult> Get(string id, Call call) => await Find(call, id) is { } user
        ? call.Got(Show(call, user), EntityTag.Of(user.Version))
        : Answers.NotFound("user", id);

    private static UserJson Show(Call call, Snapshot<UserView> user) =>
        UserJson.From(user, withReference: call.Caller.Role != KeyRole.Provider);

    private static async Task<Snapshot<UserView>?> Find(Call call, string id)
    {
        var user = ResourceId.Is(Prefix, id) ? await call.Grain<IUserGrain>(id).Read(call.Aborted) : null;
        return user is not null && call.Sees(user.Value) ? user : null;
    }

    private static bool Sees(this Call call, UserView user) => user.Environment == call.Environment && call.Caller.Role switch
    {
        KeyRole.Operator => true,
        KeyRole.Provider => user.Provider == call.Caller.Owner,
        _ => user.Marketplace == call.Caller.Owner,
    };
}
