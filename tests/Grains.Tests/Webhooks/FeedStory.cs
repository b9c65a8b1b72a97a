using System.Text.Json;
using Actors.Tests;

namespace Actors.Webhooks.Tests;

/// <summary>Stories about a feed.</summary>
internal static class FeedStory
{
    public const string One = "we_01jd0000000000000000000001";
    public const string Two = "we_01jd0000000000000000000002";
    public const string Url = "https://example.com/a";

    public static readonly DateTimeOffset T0 = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);

    public static Story<Feed, FeedCommand, FeedEvent, FeedView> Given(params FeedCommand[] commands) =>
        new Story<Feed, FeedCommand, FeedEvent, FeedView>(new FeedModel()).Given(commands);

    /// <summary>A feed with an enabled endpoint.</summary>
    public static Story<Feed, FeedCommand, FeedEvent, FeedView> Enabled(string id = One, params string[] events) => Given(Create(id, events), Proven(id));

    public static FeedCommand.CreateEndpoint Create(string id = One, params string[] events) => new(
        "acc_a", DataEnvironment.Sandbox, id, Url, "Back office", events.Length == 0 ? ["*"] : events, "2026-06-01", 0, "s1", "ch_" + id, T0);

    public static FeedCommand.Verified Proven(string id = One) => new(id, "ch_" + id, T0);

    public static FeedCommand.UpdateEndpoint Update(string id = One) => new(id, null, null, null, null, null, "ch_new", T0);

    public static FeedCommand.Publish Publish(int n = 1, string type = "order.created", string subject = "po_1") =>
        new("acc_a", DataEnvironment.Sandbox, Item(n, type, subject));

    public static FeedItem Item(int n = 1, string type = "order.created", string subject = "po_1") =>
        new($"evt_{n}", type, subject, $$$"""{"type":"{{{type}}}","data":{"id":"{{{subject}}}","status":"Successful"}}""", T0.AddSeconds(60));

    public static FeedItem Logged(int n, string type = "order.created") => Item(n, type) with { Sequence = n };

    public static FeedCommand.NoteHealth Health(DestinationState state, string outcome = "http_500") => new(One, state, 5, T0, outcome, T0.AddSeconds(40));

    /// <summary>In which version an endpoint gets its push.</summary>
    public static string VersionFor(this Outcome<FeedEvent> outcome, string endpoint = One) => JsonSerializer.Deserialize(
        outcome.Effects.OfType<Effect.Send>().Single(send => send.Kind == EndpointAddress.PushKind && send.Destination.EndsWith(endpoint, StringComparison.Ordinal)).Context,
        PushContextJson.Default.PushContext)!.ApiVersion;

    /// <summary>Who gets which event.</summary>
    public static IEnumerable<(string Endpoint, string Event)> Pushes(this Outcome<FeedEvent> outcome) => outcome.Effects.OfType<Effect.Send>()
        .Where(send => send.Kind == EndpointAddress.PushKind)
        .Select(send => (EndpointAddress.Parse(send.Destination).EndpointId, send.MessageId));
}
