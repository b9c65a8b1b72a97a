using System.Globalization;
using System.Text.RegularExpressions;

namespace Actors.Tests;

/// <summary>A reader can go from each promise to the test that shows it, and back.</summary>
public sealed partial class TraceabilityTests
{
    private static readonly string Tests = string.Join(
        '\n',
        Repository.Sources
            .Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && !file.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal))
            .Select(Repository.Read));

    public static TheoryData<string> Requirements =>
        [.. Enumerable.Range(1, 44).Select(number => $"MM-{number.ToString("00", CultureInfo.InvariantCulture)}")];

    public static TheoryData<string> Guarantees => [.. Enumerable.Range(1, 9).Select(number => $"G{number}")];

    [Theory]
    [MemberData(nameof(Requirements))]
    public void Each_requirement_has_a_test(string id) => 
        Tests.Contains($"Requirement(\"{id}\")", StringComparison.Ordinal).ShouldBeTrue($"no test carries [Requirement(\"{id}\")]");

    [Theory]
    [MemberData(nameof(Guarantees))]
    public void Each_guarantee_names_tests_that_exist(string id)
    {
        // | G1 | `SomeTests.Some_claim`, `OtherTests.Other_claim` |
        var row = Repository.ReadLines("docs/guarantees.md").Where(line => line.StartsWith($"| {id} |", StringComparison.Ordinal)).ToArray();
        row.Length.ShouldBe(1, $"docs/guarantees.md needs one row '| {id} | `Class.Method` … |'");
        var named = TestName().Matches(row[0]).Select(match => (type: match.Groups["type"].Value, method: match.Groups["method"].Value)).ToArray();
        named.ShouldNotBeEmpty();
        named.Where(name => !Exists(name.type, name.method)).ShouldBeEmpty();
    }

    private static bool Exists(string type, string method) =>
        Repository.Sources
            .Where(file => file.StartsWith("tests/", StringComparison.Ordinal))
            .Select(Repository.Read)
            .Any(source => Regex.IsMatch(source, $@"\bclass {type}\b")
                && Regex.IsMatch(source, $@"\bpublic\s+(\w+\s+)*?(void|Task|ValueTask)\s+{method}\s*\("));

    [GeneratedRegex(@"`(?<type>\w+)\.(?<method>\w+)`")]
    private static partial Regex TestName();
}
