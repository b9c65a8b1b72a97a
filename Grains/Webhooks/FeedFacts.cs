namespace Actors.Webhooks;

/// <summary>What is stored of a feed.</summary>
/// <param name="Sequence">Of the latest event; 0 before the first.</param>
/// <param name="Endpoints">By id.</param>
internal sealed record FeedFacts(string Owner, DataEnvironment Environment, long Sequence, IReadOnlyDictionary<string, Endpoint> Endpoints)
{
    public string Key() => FeedView.KeyOf(Owner, Environment);

    public static FeedFacts Of(string owner, DataEnvironment environment) => new(owner, environment, 0, new Dictionary<string, Endpoint>());

    public Endpoint? Find(string id) => Endpoints.GetValueOrDefault(id);

    public string AddressOf(string endpointId) => new EndpointAddress(Key(), endpointId).ToString();

    /// <summary>The same with one endpoint changed.</summary>
    public FeedFacts Changed(string id, Endpoint endpoint) => With(id, endpoint with { Revision = endpoint.Revision + 1 });

    public FeedFacts With(string id, Endpoint endpoint) =>
        this with { Endpoints = new Dictionary<string, Endpoint>(Endpoints) { [id] = endpoint } };

    public FeedFacts Without(string id) =>
        this with { Endpoints = Endpoints.Where(pair => pair.Key != id).ToDictionary(pair => pair.Key, pair => pair.Value) };
}
