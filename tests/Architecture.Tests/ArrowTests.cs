using System.Reflection;
using System.Text.RegularExpressions;

namespace Actors.Tests;

/// <summary>Api, Grains → Grains.Interfaces → Runtime.Abstractions ← Runtime; only Silo knows all (architecture §6).</summary>
public sealed partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Runtime.Abstractions"] = [],
        ["Grains.Interfaces"] = ["Runtime.Abstractions"],
        ["Runtime"] = ["Runtime.Abstractions"],
        ["Grains"] = ["Grains.Interfaces", "Runtime.Abstractions"],
        ["Api"] = ["Grains.Interfaces", "Runtime.Abstractions"],
        ["Silo"] = ["Api", "Grains", "Grains.Interfaces", "Runtime", "Runtime.Abstractions"],
    };

    public static TheoryData<string> Layers => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_project_names_only_what_the_arrows_allow(string layer) =>
        Repository.ReferencesOf($"{layer}/{layer}.csproj").Except(Allowed[layer]).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_compiled_layer_uses_only_what_the_arrows_allow(string layer) =>
        Load(layer).GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => name.StartsWith("Actors.", StringComparison.Ordinal))
            .Select(name => name["Actors.".Length..])
            .Except(Allowed[layer])
            .ShouldBeEmpty();

    [Fact]
    public void Every_project_of_the_product_has_its_arrows_here() =>
        Repository.Projects
            .Where(project => !project.StartsWith("tests/", StringComparison.Ordinal)
                && !project.StartsWith("bench/", StringComparison.Ordinal)
                && !project.StartsWith("samples/", StringComparison.Ordinal))
            .Select(project => Path.GetFileNameWithoutExtension(project)!)
            .Order()
            .ShouldBe(Allowed.Keys.Order());

    [Fact]
    public void The_runtime_knows_no_noun() =>
        Load("Runtime").GetTypes().Concat(Load("Runtime.Abstractions").GetTypes())
            .SelectMany(type => type.GetMembers(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)
                .Select(member => $"{type.FullName}.{member.Name}"))
            .Where(name => Noun().IsMatch(name))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("Actors.Orders", true)]
    [InlineData("Actors.PlaceOrder", true)]
    [InlineData("Actors.IWebhookEndpoint", true)]
    [InlineData("Actors.Storage.OrderedDictionary.OrderBy", false)]
    [InlineData("Actors.Turns.LockOrder", false)]
    [InlineData("Actors.DataEnvironment.Production", false)]
    public void The_nouns_are_recognised(string name, bool isNoun) => Noun().IsMatch(name).ShouldBe(isNoun);

    private static Assembly Load(string layer) => Assembly.Load("Actors." + layer);

    // "Order" is also a sequence: what sorts, or says in which order locks are taken, is no noun of ours.
    [GeneratedRegex("(?<!Lock|Commit|Turn)Orders?(?![a-z])(?!By)|Product(?!ion)|Marketplace|Webhook|Pricing|Invoice|Provider(?=View|Key|Account)")]
    private static partial Regex Noun();
}
