using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Actors.Runtime.Diagnostics;
using Actors.Runtime.Reminders;
using Actors.Runtime.Storage;
using Actors.Runtime.Turns;

namespace Actors.Runtime.Activations;

/// <summary>A registered grain type with its model: takes calls to the activation of a grain.</summary>
internal sealed class GrainKind<TState, TCommand, TEvent, TView>(
    GrainModel<TState, TCommand, TEvent, TView> model,
    Catalog catalog,
    Admission admission,
    TurnServices services) : GrainKind
    where TState : class
    where TCommand : class
    where TEvent : class
    where TView : class
{
    private readonly StateCodec<TState, TCommand, TEvent, TView> _codec = new(model);

    public override GrainModel Model => model;

    public async Task<Reply<TView>> ExecuteAsync(GrainId id, TCommand command, Request request)
    {
        using var activity = StartActivity(command, null);
        activity?.SetTag("actors.grain", id.ToString());
        var answer = await RunAsync(id, new PendingTurn<TState, TCommand>(command, request));
        return answer switch
        {
            TurnAnswer<TState>.Done done => new Reply<TView>.Done(
                Show(done.State, done.Version, done.CreatedAt, done.UpdatedAt), done.At, done.Changed, done.Replayed),
            TurnAnswer<TState>.Refused refused => new Reply<TView>.Refused(refused.Rejection),
            _ => throw new InvalidOperationException("An answer of no kind."),
        };
    }

    public async Task<Snapshot<TView>?> ReadAsync(GrainId id, CancellationToken cancellationToken)
    {
        try
        {
            var state = await Activate(id).ReadAsync().WaitAsync(services.Options.TurnTimeout, cancellationToken);
            return state is null ? null : Show(state.State, state.Version, state.CreatedAt, state.UpdatedAt);
        }
        catch (TimeoutException error)
        {
            throw new StoreUnavailableException($"Reading {id} took longer than {services.Options.TurnTimeout}.", error);
        }
    }

    /// <summary>A row of a list, shown.</summary>
    public Snapshot<TView> Show(GrainRow row)
    {
        var state = _codec.Decode(row);
        return Show(state.State, state.Version, state.CreatedAt, state.UpdatedAt);
    }

    public override string EncodeCommand(object command) => JsonSerializer.Serialize((TCommand)command, model.CommandJson);

    public override async Task WakeAsync(ClaimedReminder reminder, DateTimeOffset now)
    {
        var plan = ReminderPlan.For(reminder, now);
        var command = plan.Fires
            ? model.Wake(new DueReminder(reminder.Name, plan.Occurrence, now, plan.Period))
            : null;
        using var activity = StartActivity(command, reminder.Trace);
        await RunAsync(reminder.Grain, new PendingTurn<TState, TCommand>(command, new Request("system:reminder", now) { RequestId = reminder.Name })
        {
            Consumes = new Consumed.Reminder(reminder.Name, reminder.DueAt),
            Again = plan.Next is { } next
                ? new ReminderRow(reminder.Name, reminder.Clock, next.ToMilliseconds(), reminder.Schedule, reminder.Trace)
                : null,
            Trace = reminder.Trace,
        });
    }

    public override async Task<Rejection?> DeliverAsync(GrainId target, ClaimedMessage message, DateTimeOffset now)
    {
        var command = JsonSerializer.Deserialize(message.Body, model.CommandJson)
            ?? throw new JsonException("A message without a command.");
        var request = new Request("grain:" + message.Subject, now) { RequestId = message.MessageId };
        var answer = await RunAsync(target, new PendingTurn<TState, TCommand>(command, request)
        {
            Consumes = new Consumed.Message(message.Sequence),
            Trace = message.Trace,
        });
        return (answer as TurnAnswer<TState>.Refused)?.Rejection;
    }

    public override ReplayedState Replay(GrainRow row, IReadOnlyList<JournalRow> journal)
    {
        var state = model.Initial;
        foreach (var turn in journal)
        {
            using var events = JsonDocument.Parse(turn.Events);
            foreach (var @event in events.RootElement.EnumerateArray())
            {
                state = model.Evolve(state, @event.Deserialize(model.EventJson)
                    ?? throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"Version {turn.Version} has an event of nothing.")));
            }
        }

        return new ReplayedState(_codec.Encode(state, null), _codec.Encode(_codec.Decode(row).State, null));
    }

    /// <summary>The span of a turn; a due row goes on with the trace of the turn that wrote it.</summary>
    private Activity? StartActivity(TCommand? command, string? trace) => RuntimeMetrics.Activities.HasListeners()
        ? RuntimeMetrics.Activities.StartActivity($"{model.Type} {command?.GetType().Name ?? "reminder"}", ActivityKind.Internal, trace)
        : null;

    private async Task<TurnAnswer<TState>> RunAsync(GrainId id, PendingTurn<TState, TCommand> turn)
    {
        using var admitted = admission.Enter(id.Type);
        while (true)
        {
            var activation = Activate(id);
            if (activation.TryEnqueue(turn))
            {
                break;
            }

            catalog.Remove(id, activation);
        }

        try
        {
            return await turn.Answer.WaitAsync(services.Options.TurnTimeout, turn.Request.CancellationToken);
        }
        catch (TimeoutException)
        {
            turn.Abandoned = true;
            throw new OutcomeUnknownException($"The turn of {id} took longer than {services.Options.TurnTimeout}.");
        }
        catch (OperationCanceledException)
        {
            turn.Abandoned = true;
            throw;
        }
    }

    private Activation<TState, TCommand, TEvent, TView> Activate(GrainId id) =>
        (Activation<TState, TCommand, TEvent, TView>)catalog.GetOrAdd(
            id,
            static (key, kind) => new Activation<TState, TCommand, TEvent, TView>(key, kind.Typed, kind._codec, kind.Services),
            this);

    private GrainModel<TState, TCommand, TEvent, TView> Typed => model;

    private TurnServices Services => services;

    private Snapshot<TView> Show(TState state, long version, long createdAt, long updatedAt) =>
        new(model.View(state), version, createdAt.ToTime(), updatedAt.ToTime());
}
