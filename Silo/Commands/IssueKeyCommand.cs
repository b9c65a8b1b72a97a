using Actors.Accounts;
using Actors.Hosting;
using Actors.Keys;

namespace Actors.Commands;

/// <summary><c>issue-key</c>: for whoever has the database but has lost the keys.</summary>
internal static class IssueKeyCommand
{
    public static Task<int> RunAsync(string[] args) => CommandRuntime.RunAsync(args, async (runtime, configuration) =>
    {
        if (!Enum.TryParse<KeyRole>(configuration["role"], ignoreCase: true, out var role)
            || !Enum.TryParse<DataEnvironment>(configuration["environment"], ignoreCase: true, out var environment))
        {
            await Console.Error.WriteLineAsync("Give --role operator|provider|marketplace and --environment sandbox|production.");
            return 2;
        }

        var owner = configuration["owner"] ?? (role == KeyRole.Operator ? "platform" : null);
        if (owner is null || !AccountView.IsName(owner))
        {
            await Console.Error.WriteLineAsync($"Give --owner ACCOUNT: whose key it is, 1 to {AccountView.MaxName} letters, digits, - and _.");
            return 2;
        }

        var at = await runtime.Clocks.Now(owner, DataEnvironment.Production);
        var key = await KeyMaker.IssueAsync(
            runtime.Grains, runtime.Ids, new NewKey(owner, role, environment, configuration["name"] ?? "made on the command line"), new Request("system:command-line", at));
        Console.WriteLine(key.Token);
        return 0;
    });
}
