namespace Actors.Hosting;

/// <summary>
/// What a silo writes to its console. The framework's own lines are left out, in code and not in a file that may be
/// missing: they would carry the paths of screens, and those are secrets.
/// </summary>
internal static class SiloLogging
{
    public static void Configure(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.AddFilter("Microsoft", LogLevel.Warning);

        // A failed start is told in one line by the program itself.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Hosting", LogLevel.Error);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        logging.AddFilter("Npgsql", LogLevel.Warning);
    }
}
