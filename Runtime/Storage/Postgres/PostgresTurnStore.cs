using System.Net.Sockets;
using Npgsql;

namespace Actors.Runtime.Storage.Postgres;

/// <summary>Turns on PostgreSQL: the arbiter between any number of silos.</summary>
internal sealed class PostgresTurnStore(NpgsqlDataSource database, TimeProvider time) : ITurnStore
{
    // The lateral query with OFFSET 0 stays an index look-up for each grain, whatever the statistics say.
    private const string LoadSql = """
        SELECT r.n, g.version, CASE WHEN g.version <> r.known THEN g.state END, g.schema, g.chain, g.created_at, g.updated_at
        FROM unnest($1, $2, $3) WITH ORDINALITY AS r(type, id, known, n)
        CROSS JOIN LATERAL (SELECT * FROM grain g WHERE g.type = r.type AND g.id = r.id OFFSET 0) g
        """;

    public bool IsShared => true;

    public async Task<IReadOnlyList<LoadResult>> LoadAsync(IReadOnlyList<LoadRequest> requests, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(LoadSql);
        command.Parameters.Texts(requests, r => r.Id.Type);
        command.Parameters.Texts(requests, r => r.Id.Key);
        command.Parameters.Longs(requests, r => r.Known);
        var results = new LoadResult[requests.Count];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var n = (int)reader.GetInt64(0) - 1;
            results[n] = reader.IsDBNull(2)
                ? LoadResult.Same
                : new LoadResult(false, new GrainRow(
                    requests[n].Id,
                    reader.GetInt64(1),
                    reader.GetInt32(3),
                    reader.GetString(2),
                    reader.GetFieldValue<byte[]>(4),
                    reader.GetInt64(5),
                    reader.GetInt64(6)));
        }

        return results;
    }

    public async Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<GrainCommit> commits, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        var parts = PostgresCommitParameters.Fill(command.Parameters, commits, time.GetUtcNow().ToMilliseconds());
        command.CommandText = PostgresCommitSql.For(parts);
        var outcomes = new CommitOutcome[commits.Count];
        Array.Fill(outcomes, CommitOutcome.Conflict);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            outcomes[(int)reader.GetInt64(0) - 1] = CommitOutcome.Committed;
        }

        // The statement is its own transaction: it is committed when its last message has been read, not before.
        await reader.CloseAsync();
        return outcomes;
    }

    public Task<IReadOnlyList<RequestRow>> FindRequestsAsync(GrainId grain, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        TurnQueries.FindRequestsAsync(database, grain, keys, cancellationToken);

    public Task<IReadOnlyList<byte[]>> FindTurnsAsync(GrainId grain, long after, CancellationToken cancellationToken) =>
        TurnQueries.FindTurnsAsync(database, grain, after, cancellationToken);

    public Task<bool> ExistsAsync(GrainId grain, Consumed consumed, CancellationToken cancellationToken) =>
        TurnQueries.ExistsAsync(database, grain, consumed, cancellationToken);

    public StoreFault Classify(Exception exception) => exception switch
    {
        PostgresException { SqlState: "40P01" or "40001" or "55P03" } => StoreFault.RolledBack,

        // 57P01-03: the server is going down or starting, 53: out of disk, memory or connections; the statement was
        // refused before it did anything or rolled back.
        PostgresException { SqlState: "57P03" } => StoreFault.RolledBack,
        PostgresException error when error.SqlState.StartsWith("53", StringComparison.Ordinal) => StoreFault.RolledBack,
        PostgresException error when error.SqlState.StartsWith("22", StringComparison.Ordinal)
            || error.SqlState.StartsWith("23", StringComparison.Ordinal) => StoreFault.Invalid,
        NpgsqlException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => StoreFault.RolledBack,

        // The server never takes text with a null character, and the driver refuses what it cannot encode.
        ArgumentException => StoreFault.Invalid,
        _ => StoreFault.Unknown,
    };
}
