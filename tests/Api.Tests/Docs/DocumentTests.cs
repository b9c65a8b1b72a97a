using System.Text.RegularExpressions;

namespace Actors.Tests.Docs;

/// <summary>
/// The documents teach by copy and paste that works: each block is pasted, in order, into one shell beside a silo that
/// was just started. Blocks of <c>text</c> and <c>json</c> are what the commands above them print; <c>csharp</c> is an
/// excerpt of a sample that these tests run.
/// </summary>
public sealed partial class DocumentTests
{
    /// <summary>Blocks that are not pasted: how each begins, and why.</summary>
    private static readonly (string Document, string Start, string Reason)[] NotPasted =
    [
        ("README.md", "                     POST /orders", "a drawing"),
        ("README.md", "dotnet run --project Silo     # all", "would start the silo and these tests once more; the silo's start is what the other blocks stand on"),
        ("README.md", "sudo -u postgres", "makes a role on the machine's own PostgreSQL; Cluster/KilledSilosTests run three silos on one of their own"),
        ("docs/webhooks.md", "10:00:00  #1 order.created", "what listen prints while a server fails; Commands/ListenTests show these lines"),
    ];

    private static readonly string[] Kinds = ["sh", "text", "json", "csharp"];

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/http-api.md")]
    [InlineData("docs/webhooks.md")]
    [Requirement("MM-42")]
    public async Task Every_command_that_a_document_shows_works_and_prints_what_it_shows(string path)
    {
        var document = new Document(path);
        var fences = document.Fences.Where(fence => !IsListed(path, fence)).ToList();
        fences.ShouldContain(fence => fence.Kind == "sh");
        using var reader = new Reader();

        var pasted = await reader.Paste(fences);

        List<string> wrong = [];
        foreach (var (fence, code, refusals, output) in pasted)
        {
            var claimed = Refusal().Matches(fence.Text).Select(match => match.Groups[1].Value);
            if (code != "0" || !refusals.SequenceEqual(claimed) || output.Contains("command not found", StringComparison.Ordinal))
            {
                wrong.Add($"{path}:{fence.Line} ended with {code ?? "nothing"}, refused with [{string.Join(", ", refusals)}] where the document says [{string.Join(", ", claimed)}]:\n{output}");
            }
        }

        Fence? commands = null;
        foreach (var fence in fences)
        {
            commands = fence.Kind == "sh" ? fence : commands;
            if (fence.Kind == "json" && pasted.SingleOrDefault(one => one.Fence == commands)?.Output is var output
                && (output is null || !Shown.IsIn(reader.Here(fence.Text), output)))
            {
                wrong.Add($"{path}:{fence.Line} shows what was not printed:\n{fence.Text}What was printed:\n{output}");
            }
        }

        wrong.ShouldBeEmpty(reader.Complaint);
        reader.Complaint.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/http-api.md")]
    [InlineData("docs/webhooks.md")]
    public void Every_block_is_of_a_kind_that_is_checked(string path)
    {
        var document = new Document(path);
        document.Marks.ShouldBe(document.Fences.Count * 2);
        document.Fences.Where(fence => !IsListed(path, fence) && !Kinds.Contains(fence.Kind)).ShouldBeEmpty();
        NotPasted.Where(one => one.Document == path && !document.Fences.Any(fence => IsListed(path, fence) && fence.Text.StartsWith(one.Start, StringComparison.Ordinal)))
            .ShouldBeEmpty("an exception that no block needs");
    }

    [Theory]
    [InlineData("docs/http-api.md")]
    [InlineData("docs/webhooks.md")]
    public void Excerpts_of_samples_stand_in_the_samples(string path)
    {
        foreach (var fence in new Document(path).Fences.Where(fence => fence.Kind == "csharp"))
        {
            var source = Sample().Match(fence.Before);
            source.Success.ShouldBeTrue($"{path}:{fence.Line} does not name its sample");
            Lines(File.ReadAllText(Repository.Path(source.Value))).ShouldContain(Lines(fence.Text), Case.Sensitive, $"{path}:{fence.Line}");
        }
    }

    private static bool IsListed(string path, Fence fence) =>
        NotPasted.Any(one => one.Document == path && fence.Text.StartsWith(one.Start, StringComparison.Ordinal));

    /// <summary>Without blank lines, comments of a whole line, and indentation.</summary>
    private static string Lines(string code) => string.Join('\n', code
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(line => !line.StartsWith("//", StringComparison.Ordinal)));

    /// <summary>A document's word for an answer that is not 2xx: the status, as a comment behind the command.</summary>
    [GeneratedRegex(@"# ([345]\d\d)\b")]
    private static partial Regex Refusal();

    [GeneratedRegex(@"samples/[\w./-]+\.cs")]
    private static partial Regex Sample();
}
