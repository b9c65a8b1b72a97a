using Actors.Tests;

namespace Actors.Runtime.Tests.Hosting;

/// <summary>A fresh store that silos of a test share: a PostgreSQL database, or a folder for the embedded file.</summary>
public sealed class TestStore : IDisposable
{
    private TestStore(string? postgres) => Postgres = postgres;

    public string? Postgres { get; }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("actors-test-").FullName;

    public static TestStore OnSqlite() => new(null);

    public static TestStore OnPostgres() => new(PostgresServer.Shared.CreateDatabase());

    public static TestStore On(string postgres) => new(postgres);

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
