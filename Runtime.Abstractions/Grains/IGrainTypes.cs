namespace Actors;

/// <summary>Where a product registers its grain types, at start-up.</summary>
public interface IGrainTypes
{
    /// <summary>Registers one type: its contract, its shell and its model.</summary>
    IGrainTypes Add<TGrain, TState, TCommand, TEvent, TView>(
        GrainModel<TState, TCommand, TEvent, TView> model,
        Func<IGrainHost<TCommand, TView>, TGrain> shell)
        where TGrain : IGrain<TCommand, TView>
        where TState : class
        where TCommand : class
        where TEvent : class
        where TView : class;
}
