using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Actors.Runtime.Diagnostics;

/// <summary>What a silo counts; meter and activity source <c>Actors</c>.</summary>
internal sealed class RuntimeMetrics : IDisposable
{
    /// <summary>The name of meter and activity source.</summary>
    public const string Name = "Actors";

    private readonly Meter _meter;
    private readonly Counter<long> _turns;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _unknown;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _replays;
    private readonly Counter<long> _callsLogged;
    private readonly Counter<long> _callsDropped;
    private readonly Histogram<int> _batch;
    private readonly Histogram<double> _commit;
    private readonly Histogram<double> _lateness;

    public RuntimeMetrics(IMeterFactory? factory = null)
    {
        _meter = factory?.Create(Name) ?? new Meter(Name);
        _turns = _meter.CreateCounter<long>("actors.turns", "{turn}", "Committed turns by grain type");
        _conflicts = _meter.CreateCounter<long>("actors.conflicts", "{commit}", "Commits that lost a race and were decided again");
        _unknown = _meter.CreateCounter<long>("actors.commits.unknown", "{commit}", "Commits whose outcome had to be read");
        _refused = _meter.CreateCounter<long>("actors.overload", "{call}", "Calls refused at the door");
        _replays = _meter.CreateCounter<long>("actors.replays", "{call}", "Requests answered with their first answer");
        _callsLogged = _meter.CreateCounter<long>("actors.calls.logged", "{call}", "Calls of the API that were logged");
        _callsDropped = _meter.CreateCounter<long>("actors.calls.dropped", "{call}", "Calls that were answered but could not be logged");
        _batch = _meter.CreateHistogram<int>("actors.commit.batch", "{grain}", "Grains in one commit");
        _commit = _meter.CreateHistogram<double>("actors.commit.duration", "ms", "Time of one commit");
        _lateness = _meter.CreateHistogram<double>("actors.reminder.lateness", "ms", "How late reminders fire, by their clock");
    }

    /// <summary>Spans of turns and of the pumps.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    public void Committed(int grains, TimeSpan elapsed)
    {
        _batch.Record(grains);
        _commit.Record(elapsed.TotalMilliseconds);
    }

    public void Turns(string type, int count) => _turns.Add(count, new KeyValuePair<string, object?>("type", type));

    public void Conflict(string type) => _conflicts.Add(1, new KeyValuePair<string, object?>("type", type));

    public void Unknown(string type) => _unknown.Add(1, new KeyValuePair<string, object?>("type", type));

    public void Refused(string type) => _refused.Add(1, new KeyValuePair<string, object?>("type", type));

    public void Replayed(string type) => _replays.Add(1, new KeyValuePair<string, object?>("type", type));

    public void CallsLogged(int count) => _callsLogged.Add(count);

    public void CallsDropped(int count) => _callsDropped.Add(count);

    public void Late(TimeSpan by) => _lateness.Record(by.TotalMilliseconds);

    /// <summary>Adds a value that is looked up when somebody asks.</summary>
    public void Observe(string name, string unit, string description, Func<long> value) =>
        _meter.CreateObservableGauge(name, value, unit, description);

    public void Dispose() => _meter.Dispose();
}
