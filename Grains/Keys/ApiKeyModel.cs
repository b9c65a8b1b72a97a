using System.Text.Json.Serialization.Metadata;

namespace Actors.Keys;

/// <summary>The grain type of API keys.</summary>
internal sealed class ApiKeyModel : GrainModel<ApiKey, ApiKeyCommand, ApiKeyEvent, ApiKeyView>
{
    public override string Type => GrainTypeNames.ApiKey;

    public override Type Contract => typeof(IApiKeyGrain);

    public override IReadOnlyList<string> Statuses { get; } = ["Active", "Revoked"];

    public override ApiKey Initial { get; } = new ApiKey.None();

    public override JsonTypeInfo<ApiKey> StateJson => ApiKeyJsonContext.Default.ApiKey;

    public override JsonTypeInfo<ApiKeyCommand> CommandJson => ApiKeyJsonContext.Default.ApiKeyCommand;

    public override JsonTypeInfo<ApiKeyEvent> EventJson => ApiKeyJsonContext.Default.ApiKeyEvent;

    public override Decision<ApiKeyEvent> Decide(ApiKey state, ApiKeyCommand command) => ApiKey.Decide(state, command);

    public override ApiKey Evolve(ApiKey state, ApiKeyEvent @event) => ApiKey.Evolve(state, @event);

    public override GrainIndex Index(ApiKey state)
    {
        var view = View(state);
        return new GrainIndex(view.Owner, view.Environment, view.Status);
    }

    public override ApiKeyView View(ApiKey state) => state switch
    {
        ApiKey.Active s => View(s.Facts),
        ApiKey.Revoked s => View(s.Facts) with { Status = "Revoked", Revoked = s.At, RevokeReason = s.Reason },
        _ => throw new InvalidOperationException("A key that was never issued has nothing to show."),
    };

    private static ApiKeyView View(ApiKeyFacts facts) => new(
        facts.Id,
        facts.Owner,
        facts.Role,
        facts.Environment,
        facts.Scopes,
        facts.Name,
        facts.SecretHash,
        facts.MaxQuantity,
        "Active",
        facts.Created,
        null,
        null)
    {
        ApiVersion = facts.ApiVersion,
    };
}
