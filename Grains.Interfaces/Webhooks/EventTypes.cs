using Actors.Orders;

namespace Actors.Webhooks;

/// <summary>The types of events, and filters of them.</summary>
public static class EventTypes
{
    public const string EndpointFailing = "endpoint.failing";
    public const string EndpointDisabled = "endpoint.disabled";
    public const string EndpointRecovered = "endpoint.recovered";
    public const string EndpointTest = "endpoint.test";
    public const string EndpointVerification = "endpoint.verification";

    /// <summary>Takes everything.</summary>
    public const string Any = "*";

    /// <summary>Those that a filter may name. A test goes to its endpoint whatever that takes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        OrderEventJson.Created, OrderEventJson.Updated, OrderEventJson.Succeeded, OrderEventJson.NeedMoreInfo, OrderEventJson.Failed,
        EndpointFailing, EndpointDisabled, EndpointRecovered,
    ];

    /// <summary>Whether a filter (exact names, <c>order.*</c>, <c>*</c>) lets a type through.</summary>
    public static bool Matches(IEnumerable<string> filter, string type)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(type);
        return filter.Any(word => word == type || word == Any
            || (word.EndsWith(".*", StringComparison.Ordinal) && type.StartsWith(word[..^1], StringComparison.Ordinal)));
    }

    /// <summary>Whether a word of a filter lets any type through that there is.</summary>
    public static bool IsKnown(string word) => All.Any(type => Matches([word], type));
}
