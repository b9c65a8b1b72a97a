namespace Actors.Runtime.Activations;

/// <summary>Connects the shell of one grain with its type's turns.</summary>
internal sealed class GrainHost<TState, TCommand, TEvent, TView>(GrainId id, GrainKind<TState, TCommand, TEvent, TView> kind)
    : IGrainHost<TCommand, TView>
    where TState : class
    where TCommand : class
    where TEvent : class
    where TView : class
{
    public Task<Reply<TView>> Execute(TCommand command, Request request) => kind.ExecuteAsync(id, command, request);

    public Task<Snapshot<TView>?> Read(CancellationToken cancellationToken) => kind.ReadAsync(id, cancellationToken);
}
