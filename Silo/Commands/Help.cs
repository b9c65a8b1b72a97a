namespace Actors.Commands;

/// <summary>What this program can be asked for.</summary>
internal static class Help
{
    public static int Unknown(string word)
    {
        Console.Error.WriteLine($"'{word}' is no command.\n");
        Print();
        return 2;
    }

    public static int Print()
    {
        Console.WriteLine("""
            Actors: a partner-integration platform.

              dotnet run --project Silo                      run a silo
              dotnet run --project Silo -- verify            check every journal; ends with 1 when one was altered
              dotnet run --project Silo -- issue-key --role operator --environment sandbox [--owner ACCOUNT] [--name TEXT]
                                                             make a key on the machine that has the database

            Settings come from appsettings.json, environment variables (Actors__Postgres=…) or the command line
            (--Actors:Postgres "…"). docs/operations.md lists them.
            """);
        return 0;
    }
}
