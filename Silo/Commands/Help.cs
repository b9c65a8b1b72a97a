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

            For partners, against any silo, with a sandbox key in ACTORS_KEY (each explains itself with --help):

              dotnet run --project Silo -- listen --forward-to http://localhost:3000/hooks
                                                             bring the sandbox's events to your machine, signed
              dotnet run --project Silo -- trigger order.created
                                                             make one happen; trigger --list shows which
              dotnet run --project Silo -- resend evt_… --forward-to http://localhost:3000/hooks
                                                             send one to your machine once more

            Settings come from appsettings.json, environment variables (Actors__Postgres=…) or the command line
            (--Actors:Postgres "…"). docs/operations.md lists them.
            """);
        return 0;
    }
}
