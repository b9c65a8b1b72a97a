using Actors.Runtime.Activations;
using Actors.Runtime.Diagnostics;
using Actors.Runtime.Due;
using Actors.Runtime.Storage;
using Actors.Runtime.Turns;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Hosting;

/// <summary>All pumps of one silo: reminders, messages between grains, and one for each dispatcher.</summary>
internal sealed class DueWork : IAsyncDisposable
{
    private readonly TurnSignals _signals;
    private readonly OutboxSettler _settler;
    private readonly ReminderPump _reminders;
    private readonly List<MessagePump> _messages;

    public DueWork(
        OpenedStore store,
        GrainRegistry registry,
        TurnSignals signals,
        IClocks clocks,
        TimeProvider time,
        RuntimeOptions options,
        RuntimeMetrics metrics,
        IEnumerable<IDispatcher> dispatchers,
        ILoggerFactory loggers)
    {
        _signals = signals;
        var known = dispatchers.ToList();
        _settler = new OutboxSettler(
            store.Outbox, new HealthRules(known, registry, options), signals, options, loggers.CreateLogger<OutboxSettler>());
        _reminders = new ReminderPump(
            store.Due, registry, clocks, time, options, metrics, loggers.CreateLogger<ReminderPump>());
        var logger = loggers.CreateLogger<MessagePump>();
        _messages =
        [
            new MessagePump(new GrainWorker(registry), store.Due, _settler, clocks, time, options, options.MaxDue, logger),
            .. known.Select(dispatcher => new DispatchPump(
                new DispatcherWorker(dispatcher), store.Due, store.Destinations, _settler, clocks, time, options, logger)),
        ];
    }

    /// <summary>How many rows are being worked on.</summary>
    public int InFlight => _reminders.InFlight + _messages.Sum(pump => pump.InFlight);

    public void Start()
    {
        _signals.Destinations += Look;
        _signals.Messages += WakeMessages;
        _signals.Reminders += _reminders.WakeFor;
        _reminders.Start();
        _messages.ForEach(pump => pump.Start());
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _signals.Destinations -= Look;
        _signals.Messages -= WakeMessages;
        _signals.Reminders -= _reminders.WakeFor;
        await Task.WhenAll([_reminders.StopAsync(cancellationToken), .. _messages.Select(pump => pump.StopAsync(cancellationToken))]);
    }

    public async ValueTask DisposeAsync()
    {
        await _settler.DisposeAsync();
        await _reminders.DisposeAsync();
        foreach (var pump in _messages)
        {
            await pump.DisposeAsync();
        }
    }

    private void Look() => _messages.OfType<DispatchPump>().ToList().ForEach(pump => pump.DestinationsChanged());

    private void WakeMessages(IReadOnlyCollection<DestinationKey>? written) => _messages.ForEach(pump => pump.WakeFor(written));
}
