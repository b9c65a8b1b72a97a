using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Actors.Tests;

/// <summary>
/// A temporary PostgreSQL of the tests' own: a fresh cluster in a temporary directory, reached through a Unix socket,
/// so that no port can be taken. It disappears with the test process, however that ends.
/// </summary>
/// <remarks>PostgreSQL does not run as root: started by root it runs as the user <c>postgres</c>.</remarks>
public sealed class PostgresServer : IDisposable
{
    private const int StartSeconds = 60;

    private static readonly Lazy<PostgresServer> SharedServer = new(() => new PostgresServer());

    private static int _databases;

    private readonly string _directory;
    private readonly (string Namespace, string Address)? _network;
    private readonly Process _guard;
    private bool _disposed;

    /// <summary>Makes a cluster and starts it. Takes one or two seconds.</summary>
    /// <param name="settings">Lines for <c>postgresql.conf</c>, beside the tests' own.</param>
    /// <param name="folder">The disk that it lies on; null for the temporary folder's.</param>
    /// <param name="network">A network namespace to run in, and the address that others reach it by; null for a Unix socket.</param>
    public PostgresServer(string settings = "", string? folder = null, (string Namespace, string Address)? network = null)
    {
        _network = network;
        _directory = folder is null
            ? Directory.CreateTempSubdirectory("actors-pg-").FullName
            : Directory.CreateDirectory(Path.Combine(folder, "pg")).FullName;
        if (PostgresCommand.IsRoot)
        {
            PostgresCommand.Run("chown", "postgres:", _directory);
        }

        // No lock, no trigger and no finalizer survives SIGKILL; an end of input does. The guard waits for it.
        _guard = PostgresCommand.StartGuard(_directory);
        PostgresCommand.RunAsServer(null, "initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        File.AppendAllText(
            Path.Combine(Data, "postgresql.conf"),
            $"""

            listen_addresses = '{network?.Address}'
            unix_socket_directories = '{_directory}'
            max_connections = 200
            shared_buffers = 64MB
            log_min_messages = warning
            {settings}
            """);
        if (network is { Address: var address })
        {
            var (hosts, prefix) = (Path.Combine(Data, "pg_hba.conf"), address[..(address.LastIndexOf('.') + 1)]);
            File.AppendAllText(hosts, $"host all all {prefix}0/24 trust\n");
        }

        Start();
    }

    /// <summary>The one that the tests of an assembly share; started at first use.</summary>
    public static PostgresServer Shared => SharedServer.Value;

    private string Data => Path.Combine(_directory, "data");

    private string Admin => ConnectionStringTo("postgres");

    /// <summary>A connection string of a new, empty database.</summary>
    public string CreateDatabase()
    {
        var name = "test_" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        using var connection = new NpgsqlConnection(Admin);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        command.ExecuteNonQuery();
        return ConnectionStringTo(name);
    }

    /// <summary>Ends every process of the server at once (SIGKILL), as a power cut would.</summary>
    public void Kill()
    {
        using var postmaster = Process.GetProcessById(ReadPid());
        postmaster.Kill(entireProcessTree: true);
        postmaster.WaitForExit();
        NpgsqlConnection.ClearAllPools(); // ours are dead as well; a pool finds out one by one
    }

    /// <summary>Starts it again after <see cref="Kill"/>, on what is on the disk. Same connection strings.</summary>
    public void Start() => PostgresCommand.RunAsServer(
        _network?.Namespace,
        "pg_ctl", "start", "-w", "-t", StartSeconds.ToString(CultureInfo.InvariantCulture), "-D", Data, "-l", Path.Combine(_directory, "log"));

    /// <summary>Whether it runs; a server without room for its log ends by itself.</summary>
    public bool IsRunning => File.Exists(Path.Combine(Data, "postmaster.pid")) && Directory.Exists($"/proc/{ReadPid()}");

    /// <summary>Stops it and deletes the cluster.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _guard.StandardInput.Close();
            _guard.WaitForExit();
            _guard.Dispose();
        }
    }

    private int ReadPid() =>
        int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    // Not pooled for the administration: a kept connection would be a dead one after Kill.
    private string ConnectionStringTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = database == "postgres" ? _directory : _network?.Address ?? _directory,
        Username = "postgres",
        Database = database,
        Pooling = database != "postgres",
    }.ConnectionString;
}
