namespace Actors.Tests;

/// <summary>Small files: median 50 lines, 200 at most, and never more than 400 (style rule 16).</summary>
public sealed class SizeTests(ITestOutputHelper output)
{
    private const int Long = 200;
    private const int TooLong = 400;

    [Fact]
    public void No_file_is_too_long()
    {
        var sizes = Repository.Sources.Select(file => (file, lines: Repository.ReadLines(file).Length)).OrderBy(size => size.lines).ToArray();
        sizes.ShouldNotBeEmpty();
        output.WriteLine($"{sizes.Length} files, median {sizes[sizes.Length / 2].lines} lines");
        foreach (var (file, lines) in sizes.Where(size => size.lines > Long))
        {
            output.WriteLine($"over {Long}: {file} ({lines})");
        }

        sizes.Where(size => size.lines > TooLong).ShouldBeEmpty();
    }

    [Fact]
    public void The_readme_can_be_read_in_one_sitting() => Repository.ReadLines("README.md").Length.ShouldBeLessThanOrEqualTo(100);

    [Fact]
    public void The_root_is_tidy() =>
        Repository.Files.Select(file => file.Split('/')[0]).Distinct().Count().ShouldBeLessThanOrEqualTo(30);
}
