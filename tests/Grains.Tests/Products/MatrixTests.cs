using System.Text;
using Actors.Tests;
using static Actors.Products.Tests.Catalog;

namespace Actors.Products.Tests;

/// <summary>The answer to every command in every state, pinned: the compiler cannot see a forgotten pair.</summary>
public sealed class MatrixTests
{
    private static readonly (string Name, Func<Story<Product, ProductCommand, ProductEvent, ProductView>> Make)[] States =
    [
        ("None", () => Given()),
        ("Enabled", () => Given(Create(), AddPrice())),
        ("Enabled and ordered", () => Given(Create(), AddPrice(), new ProductCommand.NoteOrder(T0))),
        ("Disabled", () => Given(Create(enabled: false), AddPrice())),
        ("Blocked", () => Given(Create(), AddPrice(), Block())),
        ("Archived", () => Given(Create(enabled: false), AddPrice(), new ProductCommand.Archive(0, T0))),
    ];

    private static readonly (string Name, ProductCommand Command)[] Commands =
    [
        ("Create the same", Create()),
        ("Create another", Create() with { Name = "Other" }),
        ("Update nothing", Update()),
        ("Update name", Update(name: "Other")),
        ("Update name, empty", Update(name: "")),
        ("Update type", Update(type: "utilities_tv")),
        ("Update enabled: true", Update(enabled: true)),
        ("Update enabled: false", Update(enabled: false)),
        ("Block", Block()),
        ("Unblock", new ProductCommand.Unblock(T0)),
        ("Archive", new ProductCommand.Archive(0, T0)),
        ("Archive with open orders", new ProductCommand.Archive(1, T0)),
        ("AddPrice", AddPrice("price_b")),
        ("AddPrice, currency GBX", AddPrice("price_b", "GBX")),
        ("RenamePrice", new ProductCommand.RenamePrice("price_a", "Other", T0)),
        ("RenamePrice, unknown", new ProductCommand.RenamePrice("price_x", "Other", T0)),
        ("ArchivePrice", new ProductCommand.ArchivePrice("price_a", T0)),
        ("PublishFields", Publish(Field("a"))),
        ("NoteOrder", new ProductCommand.NoteOrder(T0)),
    ];

    [Fact]
    [Requirement("MM-08")]
    public void Every_state_answers_every_command_as_approved()
    {
        var text = new StringBuilder();
        foreach (var (state, make) in States)
        {
            text.Append(state).Append('\n');
            foreach (var (name, command) in Commands)
            {
                text.Append("  ").Append(name.PadRight(28)).Append(make().When(command).Summary).Append('\n');
            }
        }

        text.ToString().ShouldBeAsApproved("product-matrix.txt");
    }

    [Fact]
    public void The_matrix_has_every_state_and_every_command()
    {
        States.Select(state => state.Make().State.GetType()).Distinct().ShouldBe(ClosedSet.Of<Product>(), ignoreOrder: true);
        Commands.Select(command => command.Command.GetType()).Distinct().ShouldBe(ClosedSet.Of<ProductCommand>(), ignoreOrder: true);
    }
}
