using Microsoft.Data.Sqlite;

namespace Actors.Runtime.Storage.Sqlite;

/// <summary>Turns on the embedded file. One transaction commits a whole batch; a conflict leaves out one grain.</summary>
internal sealed class SqliteTurnStore(SqliteDatabase database, TimeProvider time) : ITurnStore
{
    private const string LoadSql =
        "SELECT version, schema, state, chain, created_at, updated_at FROM grain WHERE type = @type AND id = @id";

    private readonly SqliteCommitWriter _writer = new(time);

    public bool IsShared => false;

    public async Task<IReadOnlyList<LoadResult>> LoadAsync(IReadOnlyList<LoadRequest> requests, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(LoadSql, ("type", ""), ("id", ""));
        var results = new LoadResult[requests.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var (id, known) = requests[i];
            command.Parameters[0].Value = id.Type;
            command.Parameters[1].Value = id.Key;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            results[i] = !await reader.ReadAsync(cancellationToken)
                ? LoadResult.Missing
                : reader.GetInt64(0) == known
                    ? LoadResult.Same
                    : new LoadResult(false, new GrainRow(
                        id, reader.GetInt64(0), reader.GetInt32(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3),
                        reader.GetInt64(4), reader.GetInt64(5)));
        }

        return results;
    }

    public Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<GrainCommit> commits, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<CommitOutcome>>(
            (connection, transaction) =>
            {
                var outcomes = new CommitOutcome[commits.Count];
                for (var i = 0; i < outcomes.Length; i++)
                {
                    outcomes[i] = _writer.Write(connection, transaction, commits[i]);
                }

                return outcomes;
            },
            cancellationToken);

    public Task<IReadOnlyList<RequestRow>> FindRequestsAsync(GrainId grain, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        TurnQueries.FindRequestsAsync(database, grain, keys, cancellationToken);

    public Task<IReadOnlyList<byte[]>> FindTurnsAsync(GrainId grain, long after, CancellationToken cancellationToken) =>
        TurnQueries.FindTurnsAsync(database, grain, after, cancellationToken);

    public Task<bool> ExistsAsync(GrainId grain, Consumed consumed, CancellationToken cancellationToken) =>
        TurnQueries.ExistsAsync(database, grain, consumed, cancellationToken);

    public StoreFault Classify(Exception exception) => exception switch
    {
        // All is written and was not synced (1034): should the process die now, the next one finds it.
        SqliteException { SqliteExtendedErrorCode: 1034 } => StoreFault.Unknown,

        // 5 busy, 6 locked, 8 read-only, 10 I/O, 13 full, 14 cannot open: the transaction is rolled back, and on the
        // only writer's own connection the engine says so before it answers.
        SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 13 or 14 } => StoreFault.RolledBack,
        SqliteException { SqliteErrorCode: 18 or 19 or 20 } => StoreFault.Invalid,
        OperationCanceledException => StoreFault.RolledBack,
        _ => StoreFault.Unknown,
    };
}
