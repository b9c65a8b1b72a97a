namespace Actors.Tests;

/// <summary>The registration of all grain types.</summary>
public sealed class GrainTypesTests
{
    [Fact]
    public void Every_contract_is_registered_once_under_a_stable_name()
    {
        var contracts = typeof(GrainTypeNames).Assembly.GetExportedTypes()
            .Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain)));
        ModelCatalog.All.Entries.Select(entry => entry.Contract).ShouldBe(contracts, ignoreOrder: true);
        ModelCatalog.All.Entries.Select(entry => entry.Model.Type).ShouldBe(
            ["product", "product_type", "order", "api_key", "user", "feed", "platform", "account"]);
        ModelCatalog.All.Entries.ShouldAllBe(entry => entry.Contract == entry.Model.Contract && entry.Shell.IsAssignableTo(entry.Contract));
    }

    [Fact]
    public void States_are_listed_by_their_own_names()
    {
        foreach (var entry in ModelCatalog.All.Entries)
        {
            entry.Model.Statuses.ShouldBe(ClosedSet.Of(entry.State.Type).Select(type => type.Name).Where(name => name != "None"), ignoreOrder: true);
        }
    }
}
