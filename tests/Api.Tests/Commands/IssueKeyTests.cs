using Actors.Commands;

namespace Actors.Tests.Commands;

/// <summary>Keys from the command line, for a store of their own.</summary>
public sealed class IssueKeyTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("actors-key-");

    public void Dispose() => _data.Delete(recursive: true);

    [Theory]
    [InlineData("acme", 0)]
    [InlineData("acme.test", 2)]
    [InlineData("acme.sandbox", 2)]
    [InlineData("", 2)]
    public async Task Nobody_gets_a_key_of_the_other_side_of_test_orders(string owner, int exit)
    {
        await File.WriteAllBytesAsync(Path.Combine(_data.FullName, "actors.db"), [], TestContext.Current.CancellationToken);

        var code = await IssueKeyCommand.RunAsync(["--role", "provider", "--environment", "sandbox", "--owner", owner, "--Actors:DataDirectory", _data.FullName]);

        code.ShouldBe(exit);
    }
}
