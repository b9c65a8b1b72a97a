using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;
using Actors.Recoveries;
using Actors.Webhooks;

namespace Actors.Api.Recoveries;

/// <summary>Which events are to be pushed once more, to which endpoint.</summary>
/// <param name="EndpointId"><c>we_…</c></param>
/// <param name="From">Events logged at or after; they are kept 30 days.</param>
/// <param name="To">Events logged before; now unless it is sent, and never later.</param>
/// <param name="Types">Names and patterns (<c>order.*</c>), 20 at most, that narrow what the endpoint takes.</param>
/// <param name="Which"><c>undelivered</c> (failed or missing; unless it is sent), <c>failed</c> (tried, never received), <c>missing</c> (never tried) or <c>all</c>.</param>
/// <param name="DryRun">True to count only.</param>
/// <param name="PerSecond">How many a second, 1 to 1000; 50 unless it is sent, and never more than the endpoint takes.</param>
internal sealed record StartRecoveryBody(
    string EndpointId,
    DateTimeOffset From,
    DateTimeOffset? To = null,
    IReadOnlyList<string>? Types = null,
    string? Which = null,
    bool? DryRun = null,
    int? PerSecond = null) : IRequestBody<StartRecoveryBody>
{
    /// <summary>New events share the endpoint's places with these: a default that leaves them room.</summary>
    private const int DefaultPerSecond = 50;
    private const int MostPerSecond = 1_000;

    public static JsonTypeInfo<StartRecoveryBody> Json => RecoveriesJsonContext.Default.StartRecoveryBody;

    /// <summary>Looked at before the endpoint's own limit hides it.</summary>
    public IEnumerable<FieldError> Check() => PerSecond is < 1 or > MostPerSecond
        ? [new FieldError("/per_second", "out_of_range", $"Give 1 to {MostPerSecond} events a second, or leave it out.")]
        : [];

    public RecoveryCommand ToCommand(Call call, string id, EndpointView endpoint, DateTimeOffset at)
    {
        var most = PerSecond ?? DefaultPerSecond;
        return new RecoveryCommand.Start(
            call.Caller.Owner,
            call.Environment,
            id,
            EndpointId,
            From,
            To < at ? To.Value : at,
            Types ?? [],
            Which ?? RecoveryKinds.Undelivered,
            DryRun ?? false,
            endpoint.PerSecond > 0 ? Math.Min(most, endpoint.PerSecond) : most,
            at);
    }
}
