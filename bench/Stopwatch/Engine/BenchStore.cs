namespace Actors.Bench.Stopwatch.Engine;

/// <summary>An empty store for one row: a database, or a folder for the embedded file. Gone when the row is done.</summary>
internal sealed class BenchStore : IAsyncDisposable
{
    private BenchStore(string? postgres) => Postgres = postgres;

    /// <summary>The connection string, or null for the embedded file.</summary>
    public string? Postgres { get; }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("actors-bench-").FullName;

    public static BenchStore OnPostgres() => new(BenchPostgres.Server.CreateDatabase());

    public static BenchStore OnSqlite() => new(null);

    /// <summary>Runs one statement on PostgreSQL.</summary>
    public Task<int> ExecuteAsync(string sql) => BenchPostgres.ExecuteAsync(Postgres!, sql);

    /// <summary>Starts a silo on it as operators run one, everything on, and returns when it says that it is ready.</summary>
    public async Task<SiloProcess> StartSiloAsync(params string[] settings)
    {
        var silo = new SiloProcess(
            new Dictionary<string, string> { ["Actors__Postgres"] = Postgres ?? "", ["Actors__DataDirectory"] = Directory },
            ["--Webhooks:AllowInsecureEndpoints", "true", "--Logging:LogLevel:Default", "Warning", "--Logging:LogLevel:Actors", "Warning", .. settings]);
        try
        {
            await silo.StartAsync();
            return silo;
        }
        catch
        {
            silo.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Postgres is not null)
        {
            await BenchPostgres.DropAsync(Postgres);
        }

        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
