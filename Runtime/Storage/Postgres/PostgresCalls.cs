using Npgsql;
using NpgsqlTypes;

namespace Actors.Runtime.Storage.Postgres;

/// <summary>Writes calls of the API as arrays: one prepared statement for any number of them, which is its own transaction.</summary>
internal static class PostgresCalls
{
    private const string InsertSql = $"""
        INSERT INTO call ({CallStore.Columns})
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
        ON CONFLICT (id) DO NOTHING
        """;

    /// <summary>How many were new.</summary>
    public static async Task<int> WriteAsync(NpgsqlDataSource database, IReadOnlyList<CallRecord> calls, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(InsertSql);
        Fill(command.Parameters, calls);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Fill(NpgsqlParameterCollection target, IReadOnlyList<CallRecord> calls)
    {
        target.Texts(calls, call => call.Id);
        target.Longs(calls, call => call.At.ToMilliseconds());
        target.Texts(calls, call => call.Owner);
        target.Texts(calls, call => call.Environment?.ToColumn() ?? "");
        target.Texts(calls, call => call.KeyId);
        target.Texts(calls, call => call.Method);
        target.Texts(calls, call => call.Route);
        target.Texts(calls, call => call.Path);
        target.Texts(calls, call => call.Query);
        target.Ints(calls, call => call.Status);
        target.Texts(calls, call => call.Code);
        target.Longs(calls, call => (long)call.Duration.TotalMicroseconds);
        target.Texts(calls, call => call.Remote);
        target.Ints(calls, call => call.Size);
        target.Longs(calls, call => call.Request.Bytes);
        target.Ints(calls, call => call.Request.Cut ? 1 : 0);
        target.Longs(calls, call => call.Response.Bytes);
        target.Ints(calls, call => call.Response.Cut ? 1 : 0);
        target.Texts(calls, call => call.Request.Headers);
        target.Texts(calls, call => call.Request.Body);
        target.Texts(calls, call => call.Response.Headers);
        target.Texts(calls, call => call.Response.Body);
    }
}
