using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Actors.Runtime.Hosting;

namespace Actors.Runtime.Storage;

/// <summary>
/// Brings the schema up to this silo's version: once, under a lock, in one transaction for each step. A newer schema
/// stops the start: an old silo must not write what it does not know.
/// </summary>
internal sealed class Migrator(Database database, TimeProvider time, IReadOnlyList<string>? further = null)
{
    /// <summary>Any number will do, as long as all silos use the same: 'actors' on a telephone keypad.</summary>
    private const long LockKey = 228677;

    private const string TableSql = "CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, applied_at bigint NOT NULL)";

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var steps = Steps();
        await database.WriteAsync(
            async (connection, transaction) =>
            {
                if (database.Dialect == Dialect.Postgres)
                {
                    await connection.ExecuteAsync(transaction, "SELECT pg_advisory_xact_lock(@key)", [("key", LockKey)], cancellationToken, unlimited: true);
                }

                await connection.ExecuteAsync(transaction, TableSql, [], cancellationToken);
                var stored = await StoredVersionAsync(connection, transaction, cancellationToken);
                if (stored > steps.Count)
                {
                    throw new SiloStartException(
                        $"The database has schema {stored}; this silo knows {steps.Count}. Start a silo of the newer version, or restore a backup that the older one wrote.");
                }

                foreach (var (version, sql) in steps.Where(step => step.Version > stored))
                {
                    await connection.ExecuteAsync(transaction, sql, [], cancellationToken, unlimited: true);
                    await connection.ExecuteAsync(
                        transaction,
                        "INSERT INTO schema_version (version, applied_at) VALUES (@version, @at)",
                        [("version", version), ("at", time.GetUtcNow().ToMilliseconds())],
                        cancellationToken);
                }

                return stored;
            },
            cancellationToken);
    }

    private static async Task<int> StoredVersionAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = connection.Command("SELECT coalesce(max(version), 0) FROM schema_version");
        command.Transaction = transaction;
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private List<(int Version, string Sql)> Steps()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Actors.Runtime.Storage.Schema.{database.Dialect.Name}.";
        List<(int Version, string Sql)> steps = [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), Read(assembly, name)))];
        return [.. steps, .. (further ?? []).Select((sql, i) => (steps.Count + i + 1, sql))];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
