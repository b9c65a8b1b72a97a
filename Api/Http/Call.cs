using System.Reflection;

namespace Actors.Api.Http;

/// <summary>
/// One request as a handler sees it: who asks, under which key, having seen which version; and the door to the grains.
/// </summary>
internal sealed class Call : IBound
{
    private readonly Dictionary<string, DateTimeOffset> _now = new(StringComparer.Ordinal);
    private readonly IGrains _grains;
    private readonly IClocks _clocks;
    private readonly IIds _ids;
    private readonly string? _idempotencyKey;
    private readonly long? _expectedVersion;

    private Call(HttpContext http)
    {
        Http = http;
        Caller = Caller.Of(http);
        _grains = http.RequestServices.GetRequiredService<IGrains>();
        _clocks = http.RequestServices.GetRequiredService<IClocks>();
        _ids = http.RequestServices.GetRequiredService<IIds>();
        var required = http.GetEndpoint()?.Metadata.GetMetadata<RouteFact.NeedsIdempotencyKey>() is not null;
        (_idempotencyKey, var badKey) = Idempotency.Read(http.Request, required);
        var conditional = http.GetEndpoint()?.Metadata.GetMetadata<RouteFact.NeedsIfMatch>() is not null;
        (_expectedVersion, var badTag) = EntityTag.IfMatch(http.Request, conditional);
        (Expansion, var badExpand) = Expansion.Read(http, Caller);
        Refusal = badKey ?? badTag ?? badExpand;
    }

    public HttpContext Http { get; }

    public Caller Caller { get; }

    public Problem? Refusal { get; }

    /// <summary>What the caller wants to see within the answer, or null.</summary>
    public Expansion? Expansion { get; }

    /// <summary>The Idempotency-Key with its scope, or null.</summary>
    public string? RequestKey => _idempotencyKey is null ? null : Idempotency.Scoped(Caller, Http.Request, _idempotencyKey);

    public IGrains Grains => _grains;

    public IIds Ids => _ids;

    public DataEnvironment Environment => Caller.Environment;

    public int ApiVersion => RequestInfo.Of(Http).ApiVersion;

    public CancellationToken Aborted => Http.RequestAborted;

    public static ValueTask<Call?> BindAsync(HttpContext context, ParameterInfo parameter) => new(new Call(context));

    /// <summary>The id of what this request makes: the same for the same Idempotency-Key, so that a repeat finds it (G4).</summary>
    public string NewId(string prefix) => _idempotencyKey is null
        ? _ids.New(prefix)
        : _ids.From(prefix, Caller.Owner, Caller.Environment.ToString(), Idempotency.PathOf(Http.Request), _idempotencyKey);

    public TGrain Grain<TGrain>(string key)
        where TGrain : IGrain => _grains.Get<TGrain>(key);

    /// <summary>The time by an account's clock; one reading per request.</summary>
    public async ValueTask<DateTimeOffset> Now(string owner)
    {
        if (!_now.TryGetValue(owner, out var now))
        {
            now = await _clocks.Now(owner, Environment, Aborted);
            _now[owner] = now;
        }

        return now;
    }

    /// <summary>Runs one turn, stamped by the clock of the grain's owner.</summary>
    public async Task<Reply<TView>> Turn<TCommand, TView>(
        IGrain<TCommand, TView> grain, string owner, Func<DateTimeOffset, TCommand> command, IFingerprinted? body = null)
        where TView : class
    {
        var now = await Now(owner);
        return await grain.Execute(command(now), Request(now, body));
    }

    /// <summary>How the turn of this request is journaled, and how a repeat of it is recognised.</summary>
    public Request Request(DateTimeOffset at, IFingerprinted? body = null) => new(Caller.Actor, at)
    {
        RequestId = RequestInfo.Of(Http).Id,
        Key = RequestKey,
        Fingerprint = body?.Fingerprint ?? "",
        ExpectedVersion = _expectedVersion,
        CancellationToken = Aborted,
    };
}
