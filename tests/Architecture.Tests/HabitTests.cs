using System.Text.RegularExpressions;

namespace Actors.Tests;

/// <summary>Habits that no compiler holds.</summary>
public sealed partial class HabitTests
{
    /// <summary>Where a banned symbol may be used, each with its reason beside the pragma.</summary>
    private static readonly string[] MayUseBannedSymbols = [];

    [Theory]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("P:System.DateTimeOffset.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("M:System.Guid.NewGuid")]
    [InlineData("P:System.Random.Shared")]
    [InlineData("M:System.Random.#ctor")]
    public void Clocks_and_chance_are_banned(string symbol) =>
        Repository.ReadLines("BannedSymbols.txt").ShouldContain(line => line.StartsWith(symbol + ";", StringComparison.Ordinal));

    [Fact]
    public void The_ban_holds_in_every_project()
    {
        var props = Repository.Read("Directory.Build.props");
        props.ShouldContain("Microsoft.CodeAnalysis.BannedApiAnalyzers");
        props.ShouldContain("BannedSymbols.txt");
        props.ShouldContain("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        Find(Suppression(), Repository.Files.Where(IsCodeOrBuild)).Except(MayUseBannedSymbols).ShouldBeEmpty();
    }

    [Fact]
    public void No_exception_is_swallowed_unseen() => Find(EmptyCatch(), Repository.Sources).ShouldBeEmpty();

    [Fact]
    public void No_test_sleeps() => Find(Sleep(), Repository.Sources.Where(IsTest)).ShouldBeEmpty();

    [Fact]
    public void Every_project_has_its_lock_file() =>
        Repository.Projects
            .Select(project => project[..(project.LastIndexOf('/') + 1)] + "packages.lock.json")
            .Except(Repository.Files)
            .ShouldBeEmpty();

    [Fact]
    public void Namespaces_are_file_scoped() => Find(BlockNamespace(), Repository.Sources).ShouldBeEmpty();

    [Theory]
    [InlineData("try { } catch { }", true)]
    [InlineData("catch (Exception)\n{\n}", true)]
    [InlineData("catch (IOException) { // already gone\n }", false)]
    public void Swallowing_is_recognised(string code, bool isSwallowed) => EmptyCatch().IsMatch(code).ShouldBe(isSwallowed);

    private static IEnumerable<string> Find(Regex what, IEnumerable<string> files) =>
        files.Where(file => file != "tests/Architecture.Tests/HabitTests.cs" && what.IsMatch(Repository.Read(file)));

    private static bool IsTest(string file) => file.StartsWith("tests/", StringComparison.Ordinal);

    private static bool IsCodeOrBuild(string file) => Path.GetExtension(file) is ".cs" or ".csproj" or ".props" or ".editorconfig";

    [GeneratedRegex(@"catch\s*(\([^)]*\)\s*)?(when\s*\([^{]*\)\s*)?\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\bTask\.Delay\b|\bThread\.Sleep\b")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"^namespace [\w.]+\s*\{", RegexOptions.Multiline)]
    private static partial Regex BlockNamespace();

    [GeneratedRegex(@"RS0030")]
    private static partial Regex Suppression();
}
