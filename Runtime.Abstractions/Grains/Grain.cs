namespace Actors;

/// <summary>Runs the turns of one grain; handed to its shell by the runtime.</summary>
public interface IGrainHost<TCommand, TView>
    where TView : class
{
    /// <inheritdoc cref="IGrain{TCommand, TView}.Execute"/>
    Task<Reply<TView>> Execute(TCommand command, Request request);

    /// <inheritdoc cref="IGrain{TCommand, TView}.Read"/>
    Task<Snapshot<TView>?> Read(CancellationToken cancellationToken);
}

/// <summary>The shell of a grain: everything that is decided stands in its model.</summary>
public abstract class Grain<TCommand, TView>(IGrainHost<TCommand, TView> host) : IGrain<TCommand, TView>
    where TView : class
{
    public Task<Reply<TView>> Execute(TCommand command, Request request) => host.Execute(command, request);

    public Task<Snapshot<TView>?> Read(CancellationToken cancellationToken = default) => host.Read(cancellationToken);
}
