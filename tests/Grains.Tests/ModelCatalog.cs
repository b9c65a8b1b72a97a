namespace Actors.Tests;

/// <summary>Collects what is registered, as a runtime would.</summary>
internal sealed class ModelCatalog : IGrainTypes
{
    public List<Entry> Entries { get; } = [];

    public sealed record Entry(
        GrainModel Model,
        Type Contract,
        Type Shell,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo State,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo Command,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo Event);

    public static ModelCatalog All { get; } = Make();

    public IGrainTypes Add<TGrain, TState, TCommand, TEvent, TView>(
        GrainModel<TState, TCommand, TEvent, TView> model,
        Func<IGrainHost<TCommand, TView>, TGrain> shell)
        where TGrain : IGrain<TCommand, TView>
        where TState : class
        where TCommand : class
        where TEvent : class
        where TView : class
    {
        Entries.Add(new Entry(
            model, typeof(TGrain), shell(new NoHost<TCommand, TView>()).GetType(), model.StateJson, model.CommandJson, model.EventJson));
        return this;
    }

    private static ModelCatalog Make()
    {
        var catalog = new ModelCatalog();
        catalog.AddPlatformGrains();
        return catalog;
    }

    private sealed class NoHost<TCommand, TView> : IGrainHost<TCommand, TView>
        where TView : class
    {
        public Task<Reply<TView>> Execute(TCommand command, Request request) => throw new NotSupportedException();

        public Task<Snapshot<TView>?> Read(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
