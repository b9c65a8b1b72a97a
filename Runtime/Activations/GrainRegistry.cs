using Actors.Runtime.Storage;
using Actors.Runtime.Turns;

namespace Actors.Runtime.Activations;

/// <summary>All grain types of this silo, by name, by contract and by view.</summary>
internal sealed class GrainRegistry : IGrainTypes, IGrainCommands
{
    private readonly Dictionary<string, GrainKind> _byType = [];
    private readonly Dictionary<Type, Func<string, IGrain>> _byContract = [];
    private readonly Dictionary<Type, object> _byView = [];
    private readonly Catalog _catalog;
    private readonly Admission _admission;
    private readonly TurnServices _services;

    public GrainRegistry(Catalog catalog, Admission admission, Func<IGrainCommands, TurnServices> services)
    {
        _catalog = catalog;
        _admission = admission;
        _services = services(this);
    }

    /// <summary>Every registered type.</summary>
    public IReadOnlyCollection<GrainKind> Kinds => _byType.Values;

    public IGrainTypes Add<TGrain, TState, TCommand, TEvent, TView>(
        GrainModel<TState, TCommand, TEvent, TView> model, Func<IGrainHost<TCommand, TView>, TGrain> shell)
        where TGrain : IGrain<TCommand, TView>
        where TState : class
        where TCommand : class
        where TEvent : class
        where TView : class
    {
        var kind = new GrainKind<TState, TCommand, TEvent, TView>(model, _catalog, _admission, _services);
        _byType.Add(model.Type, kind);
        _byContract.Add(typeof(TGrain), key => shell(new GrainHost<TState, TCommand, TEvent, TView>(new GrainId(model.Type, key), kind)));
        _byView.Add(typeof(TView), new Lister<TView>(model, kind.Show));
        return this;
    }

    public TGrain Get<TGrain>(string key)
        where TGrain : IGrain =>
        _byContract.TryGetValue(typeof(TGrain), out var create)
            ? (TGrain)create(key)
            : throw new InvalidOperationException($"No grain type is registered for {typeof(TGrain).Name}.");

    public GrainKind? Find(string type) => _byType.GetValueOrDefault(type);

    public Lister<TView> ListerOf<TView>()
        where TView : class =>
        _byView.TryGetValue(typeof(TView), out var lister)
            ? (Lister<TView>)lister
            : throw new InvalidOperationException($"No grain type shows {typeof(TView).Name}.");

    public string Encode(GrainId target, object command) =>
        (Find(target.Type) ?? throw new InvalidOperationException($"No grain type is registered as '{target.Type}'.")).EncodeCommand(command);

    /// <summary>How rows of one type become what lists show.</summary>
    internal sealed record Lister<TView>(GrainModel Model, Func<GrainRow, Snapshot<TView>> Show)
        where TView : class;
}
