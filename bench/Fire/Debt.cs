using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Bench.Fire;

/// <summary>The grain of the backlog: owing sets a reminder and sends a message; the reminder pays.</summary>
internal sealed record Debt(int Paid);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(Owe), "owe")]
[JsonDerivedType(typeof(Pay), "pay")]
[JsonDerivedType(typeof(Nothing), "nothing")]
internal abstract record DebtCommand
{
    private DebtCommand()
    {
    }

    public sealed record Owe(string Subject, DateTimeOffset Due) : DebtCommand;

    public sealed record Pay : DebtCommand;

    public sealed record Nothing : DebtCommand;
}

internal sealed record DebtEvent(string What);

internal interface IDebtGrain : IGrain<DebtCommand, Debt>;

internal sealed class DebtGrain(IGrainHost<DebtCommand, Debt> host) : Grain<DebtCommand, Debt>(host), IDebtGrain;

internal sealed class DebtModel : GrainModel<Debt, DebtCommand, DebtEvent, Debt>
{
    public const string SendKind = "letter";

    public override string Type => "debt";

    public override Type Contract => typeof(IDebtGrain);

    public override IReadOnlyList<string> Statuses { get; } = ["Open"];

    public override Debt Initial { get; } = new(0);

    public override JsonTypeInfo<Debt> StateJson => DebtJsonContext.Default.Debt;

    public override JsonTypeInfo<DebtCommand> CommandJson => DebtJsonContext.Default.DebtCommand;

    public override JsonTypeInfo<DebtEvent> EventJson => DebtJsonContext.Default.DebtEvent;

    public override Decision<DebtEvent> Decide(Debt state, DebtCommand command) => command switch
    {
        DebtCommand.Owe(var subject, var due) => new Decision<DebtEvent>.Accepted(
            [new DebtEvent("owed")],
            [new Effect.Remind("pay", due), new Effect.Send(SendKind, "creditor", subject, "m", "owed", "{}")]),
        DebtCommand.Pay => new Decision<DebtEvent>.Accepted([new DebtEvent("paid")], []),
        _ => new Decision<DebtEvent>.Accepted([new DebtEvent("seen")], []),
    };

    public override Debt Evolve(Debt state, DebtEvent @event) => @event.What == "paid" ? new Debt(state.Paid + 1) : state;

    public override GrainIndex Index(Debt state) => new("fire", DataEnvironment.Production, "Open");

    public override Debt View(Debt state) => state;

    public override DebtCommand? Wake(DueReminder reminder) => new DebtCommand.Pay();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Debt))]
[JsonSerializable(typeof(DebtCommand))]
[JsonSerializable(typeof(DebtEvent))]
internal sealed partial class DebtJsonContext : JsonSerializerContext;
