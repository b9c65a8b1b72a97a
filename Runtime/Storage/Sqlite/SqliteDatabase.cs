using System.Data.Common;
using Actors.Runtime.Hosting;
using Microsoft.Data.Sqlite;

namespace Actors.Runtime.Storage.Sqlite;

/// <summary>
/// One embedded file: one connection writes, behind a gate; others read beside it (write-ahead log). Every commit is
/// synced to disk before it is answered (G3).
/// </summary>
internal sealed class SqliteDatabase : DbDataSource
{
    /// <summary>What the system says when somebody else holds a file's lock: EWOULDBLOCK, or a sharing violation.</summary>
    private static readonly int InUse = OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() ? 35 : 11;

    private readonly SqliteConnection _writer;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly FileStream? _lock;
    private bool _disposed;

    public SqliteDatabase(string path)
    {
        var builder = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 30 };
        ConnectionString = builder.ToString();
        _lock = TakeLock(path);
        _writer = new SqliteConnection(ConnectionString);
        try
        {
            _writer.Open();
            Configure(_writer);
        }
        catch (SqliteException error)
        {
            Dispose();
            throw new SiloStartException(CannotWrite(path, error), error);
        }
    }

    public override string ConnectionString { get; }

    /// <summary>Runs one piece of work with the only connection that writes, in a transaction.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var transaction = _writer.BeginTransaction(deferred: false);
            var result = work(_writer, transaction);
            transaction.Commit();
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override DbConnection OpenDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA query_only = 1; PRAGMA cache_size = -8000;";
        command.ExecuteNonQuery();
        return connection;
    }

    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(OpenDbConnection());

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _writer.Dispose();
            SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
            _gate.Dispose();
            _lock?.Dispose();
        }

        base.Dispose(disposing);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        if (!_disposed)
        {
            // Waits for the write that is under way: a graceful stop loses no answer. The base class disposes of
            // nothing after this: without the explicit call the file would stay locked as long as the process lives.
            await _gate.WaitAsync();
            Dispose(disposing: true);
        }

        await base.DisposeAsyncCore();
    }

    /// <summary>What an operator is told when the file cannot be used: a full or read-only disk, a missing right, a damaged file.</summary>
    public static string CannotWrite(string path, Exception error) =>
        $"'{path}' cannot be opened and written ({error.Message.TrimEnd('.')}). The silo needs a folder that it may write, on a disk with room (Actors:DataDirectory).";

    private static void Configure(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = OFF;
            PRAGMA cache_size = -64000;
            PRAGMA wal_autocheckpoint = 4000;
            """;
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// The silo trusts its memory on SQLite, so a second process on the same file would break G1. The operating system
    /// frees the lock when the process dies, however it dies.
    /// </summary>
    private static FileStream TakeLock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error.HResult == InUse)
        {
            throw new SiloStartException(
                $"Another silo runs on '{path}'. Stop it first, or give each silo a PostgreSQL connection string (Actors:Postgres) to run several.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SiloStartException(CannotWrite(path, error), error);
        }
    }
}
