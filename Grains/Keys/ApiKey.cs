using System.Text.Json.Serialization;
using Actors.Accounts;
using static Actors.Keys.ApiKey;

namespace Actors.Keys;

/// <summary>An API key: issued, and revoked for good.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Active), "active")]
[JsonDerivedType(typeof(Revoked), "revoked")]
internal abstract record ApiKey
{
    private ApiKey()
    {
    }

    public sealed record None : ApiKey;

    public sealed record Active(ApiKeyFacts Facts) : ApiKey;

    public sealed record Revoked(ApiKeyFacts Facts, string Reason, DateTimeOffset At) : ApiKey;

    public static Decision<ApiKeyEvent> Decide(ApiKey state, ApiKeyCommand command) => (state, command) switch
    {
        (None, ApiKeyCommand.Issue c) => Issue(c),
        (None, _) => Decision.Reject<ApiKeyEvent>(Refuse.NotFound("key_not_found", "There is no such key; list the keys and take an id from there.")),
        (Active s, ApiKeyCommand.Issue c) when ApiKeyRules.IsSame(s.Facts, c) => Decision.Accept<ApiKeyEvent>(),
        (Active or Revoked, ApiKeyCommand.Issue) => Decision.Reject<ApiKeyEvent>(Refuse.Conflict(
            "key_exists", "A key with this id was issued before; issue one with a new id.")),
        (Active, ApiKeyCommand.Revoke c) => Decision.Unless<ApiKeyEvent>(FaultyReason(c), new ApiKeyEvent.Revoked(c.Reason, c.At)),
        (Revoked, ApiKeyCommand.Revoke c) => Decision.Unless<ApiKeyEvent>(FaultyReason(c)),
        _ => Decision.Reject<ApiKeyEvent>(Refuse.Conflict("key_state", $"{command.GetType().Name} is not possible when {state.GetType().Name}.")),
    };

    private static Rejection? FaultyReason(ApiKeyCommand.Revoke c) => new Faults().Optional("/reason", c.Reason, ApiKeyRules.Reason).Rejection;

    /// <summary>The first key opens its account, which is then pinned to the API version of that day.</summary>
    private static Decision<ApiKeyEvent> Issue(ApiKeyCommand.Issue c)
    {
        if (ApiKeyRules.Faulty(c) is { } faulty)
        {
            return Decision.Reject<ApiKeyEvent>(faulty);
        }

        IReadOnlyList<Effect> opening = c.ApiVersion is null
            ? []
            : [new Effect.Tell(
                new GrainId(GrainTypeNames.Account, AccountView.KeyOf(c.Owner, c.Environment)),
                new AccountCommand.Open(c.Owner, c.Environment, c.ApiVersion, c.At))];
        return new Decision<ApiKeyEvent>.Accepted([new ApiKeyEvent.Issued(ApiKeyFacts.Of(c), c.At)], opening);
    }

    public static ApiKey Evolve(ApiKey state, ApiKeyEvent @event) => (state, @event) switch
    {
        (None, ApiKeyEvent.Issued e) => new Active(e.Facts),
        (Active s, ApiKeyEvent.Revoked e) => new Revoked(s.Facts, e.Reason, e.At),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };
}
