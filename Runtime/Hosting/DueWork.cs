using Actors.Runtime.Activations;
using Actors.Runtime.Diagnostics;
using Actors.Runtime.Due;
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
        SiloSettings settings,
        RuntimeMetrics metrics,
        IEnumerable<IDispatcher> dispatchers,
        ILoggerFactory loggers)
    {
        var options = settings.Runtime;
        _signals = signals;
        var known = dispatchers.ToList();
        _settler = new OutboxSettler(
            store.Outbox, new HealthRules(known, registry, options), signals, options, loggers.CreateLogger<OutboxSettler>());
        _reminders = new ReminderPump(
            store.Due, registry, clocks, settings.Time, options, metrics, loggers.CreateLogger<ReminderPump>());
        var logger = loggers.CreateLogger<MessagePump>();
        _messages =
        [
            new MessagePump(new GrainWorker(registry), store.Due, _settler, clocks, settings.Time, options, options.MaxDue, logger),
            .. known.Select(dispatcher => new DispatchPump(
                new DispatcherWorker(dispatcher), store.Due, store.Destinations, _settler, clocks, settings.Time, options, logger)),
        ];
    }

    /// <summary>How many rows are being worked on.</summary>
    public int InFlight => _reminders.InFlight + _messages.Sum(pump => pump.InFlight);

    public void Start()
    {
        _signals.Messages += WakeMessages;
        _signals.Reminders += _reminders.WakeFor;
        _reminders.Start();
        _messages.ForEach(pump => pump.Start());
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
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

    private void WakeMessages() => _messages.ForEach(pump => pump.Wake());
}
