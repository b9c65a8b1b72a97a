using System.Text.Json;

namespace Actors.Tests;

/// <summary>
/// Given commands that were accepted, when one more comes, then … Every step also checks what holds for any model:
/// the state survives its own JSON, its status is a declared one, and nothing follows from no events.
/// </summary>
internal sealed class Story<TState, TCommand, TEvent, TView>(GrainModel<TState, TCommand, TEvent, TView> model)
    where TState : class
    where TCommand : class
    where TEvent : class
    where TView : class
{
    public TState State { get; private set; } = model.Initial;

    public TView View => model.View(State);

    public GrainIndex Index => model.Index(State);

    public Story<TState, TCommand, TEvent, TView> Given(params TCommand[] commands)
    {
        foreach (var command in commands)
        {
            When(command).Rejection.ShouldBeNull($"given {command}");
        }

        return this;
    }

    public Outcome<TEvent> When(TCommand command)
    {
        if (model.Decide(State, command) is not Decision<TEvent>.Accepted accepted)
        {
            return new Outcome<TEvent>([], [], ((Decision<TEvent>.Rejected)model.Decide(State, command)).Rejection);
        }

        if (accepted.Events.Count == 0)
        {
            accepted.Effects.ShouldBeEmpty("an answer without events has no effects");
            return new Outcome<TEvent>([], [], null);
        }

        State = accepted.Events.Aggregate(State, model.Evolve);
        var stored = JsonSerializer.Serialize(State, model.StateJson);
        State = JsonSerializer.Deserialize(stored, model.StateJson).ShouldNotBeNull();
        JsonSerializer.Serialize(State, model.StateJson).ShouldBe(stored);
        model.Statuses.ShouldContain(Index.Status);
        return new Outcome<TEvent>(accepted.Events, accepted.Effects, null);
    }
}
