using Actors.Runtime.Clocks;
using Actors.Runtime.Storage;
using Actors.Runtime.Storage.Postgres;
using Actors.Runtime.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Actors.Runtime.Hosting;

/// <summary>The store of one silo, opened and migrated.</summary>
/// <param name="Clock">The true time, which silos that share the store agree on.</param>
internal sealed record OpenedStore(Database Database, ITurnStore Turns, string? KeyFile, StoreClock Clock) : IAsyncDisposable
{
    /// <summary>The first one opens a connection, and takes too long to tell much.</summary>
    private const int FirstLooks = 3;

    public ListStore Lists { get; } = new(Database);

    public JournalStore Journal { get; } = new(Database);

    public DueStore Due { get; } = new(Database);

    public DestinationStore Destinations { get; } = new(Database);

    public EventLog Events { get; } = new(Database);

    public OutboxStore Outbox { get; } = new(Database, Clock);

    public SiloStore Silos { get; } = new(Database);

    public static async Task<OpenedStore> OpenAsync(SiloSettings settings, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var clock = new StoreClock(settings.Machine, loggers.CreateLogger<StoreClock>());
        var opened = settings.Postgres is { Length: > 0 } connectionString
            ? OpenPostgres(connectionString, settings, clock, loggers)
            : OpenSqlite(settings, clock);
        try
        {
            await new Migrator(opened.Database, clock, settings.NextSchema).MigrateAsync(cancellationToken);
            for (var look = 0; look < FirstLooks; look++)
            {
                await opened.LookAtClockAsync(cancellationToken);
            }

            return opened;
        }
        catch (SqliteException error)
        {
            await opened.DisposeAsync();
            throw new SiloStartException(SqliteDatabase.CannotWrite(settings.DataDirectory, error), error);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sets the clock by the database's, where silos share it.</summary>
    public Task LookAtClockAsync(CancellationToken cancellationToken) =>
        Turns.IsShared ? Clock.LookAsync(Silos.NowAsync, cancellationToken) : Task.CompletedTask;

    public ValueTask DisposeAsync() => Database.Source.DisposeAsync();

    private static OpenedStore OpenSqlite(SiloSettings settings, StoreClock clock)
    {
        var directory = Directory.CreateDirectory(settings.DataDirectory).FullName;
        var sqlite = new SqliteDatabase(Path.Combine(directory, "actors.db"));
        return new OpenedStore(
            new Database(sqlite, Dialect.Sqlite),
            settings.WrapStore(new SqliteTurnStore(sqlite, clock)),
            Path.Combine(directory, "actors.key"),
            clock);
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new SiloStartException(
                $"Actors:Postgres is no connection string ({error.Message}). Give one such as Host=localhost;Username=actors;Password=…;Database=actors", error);
        }
    }

    private static OpenedStore OpenPostgres(string connectionString, SiloSettings settings, StoreClock clock, ILoggerFactory loggers)
    {
        // These settings alone make the difference of three between tuned and untuned (architecture §3). What the
        // operator's own connection string says stands.
        var given = Parse(connectionString);
        given.MaxPoolSize = given.MaxPoolSize == new NpgsqlConnectionStringBuilder().MaxPoolSize ? 20 : given.MaxPoolSize;
        given.NoResetOnClose = true;
        given.MaxAutoPrepare = Math.Max(given.MaxAutoPrepare, 100);
        given.AutoPrepareMinUsages = 2;
        given.ApplicationName ??= "actors";
        given.Timeout = Math.Min(given.Timeout, 5);
        given.CommandTimeout = Math.Min(given.CommandTimeout, 10);
        var builder = new NpgsqlDataSourceBuilder(given.ToString());
        builder.UseLoggerFactory(loggers);
        builder.UsePhysicalConnectionInitializer(PostgresSession.Begin, PostgresSession.BeginAsync);
        var source = builder.Build();
        return new OpenedStore(
            new Database(source, Dialect.Postgres), settings.WrapStore(new PostgresTurnStore(source, clock)), null, clock);
    }
}
