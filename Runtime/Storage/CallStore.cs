using System.Globalization;
using Actors.Runtime.Storage.Postgres;
using Npgsql;

namespace Actors.Runtime.Storage;

/// <summary>Writes and prunes calls of the API. They are read by <see cref="CallReader"/>.</summary>
internal sealed class CallStore(Database database)
{
    private const int Some = 2_000;

    internal const string Columns = """
        id, at, owner, environment, key_id, method, route, path, query, status, code, duration_us, remote, size,
        request_bytes, request_cut, response_bytes, response_cut, request_headers, request_body, response_headers, response_body
        """;

    // A repeat after a lost answer finds its rows there.
    private const string InsertSql = $"""
        INSERT INTO call ({Columns})
        VALUES (@id, @at, @owner, @environment, @key, @method, @route, @path, @query, @status, @code, @duration, @remote, @size,
            @request_bytes, @request_cut, @response_bytes, @response_cut, @request_headers, @request_body, @response_headers, @response_body)
        ON CONFLICT (id) DO NOTHING
        """;

    private const string PruneByAgeSql =
        "DELETE FROM call WHERE seq IN (SELECT seq FROM call WHERE at < @before ORDER BY at, seq LIMIT @some)";

    private const string PruneByPlaceSql = "DELETE FROM call WHERE seq IN (SELECT seq FROM call WHERE seq <= @seq ORDER BY seq LIMIT @some)";

    /// <summary>The newest row that is one too many, counted from the newest of all.</summary>
    private const string TooManySql = "SELECT seq FROM call ORDER BY seq DESC LIMIT 1 OFFSET @rows";

    private const string TotalSql = "SELECT coalesce(sum(size), 0) FROM call";

    private const string TooLargeSql = """
        SELECT max(seq) FROM (SELECT seq, sum(size) OVER (ORDER BY seq DESC) AS total FROM call) c WHERE total > @bytes
        """;

    public Task<int> WriteAsync(IReadOnlyList<CallRecord> calls, CancellationToken cancellationToken) => database.Source is NpgsqlDataSource postgres
        ? PostgresCalls.WriteAsync(postgres, calls, cancellationToken)
        : database.WriteAsync(
            (connection, transaction) => connection.ExecuteAllAsync(
                transaction, calls.Select(call => new Statement(InsertSql, Parameters(call))), cancellationToken),
            cancellationToken);

    /// <summary>Drops what is too old, too many or too much, oldest first and some at a time, until it is not.</summary>
    public async Task PruneAsync(long before, long maxRows, long maxBytes, CancellationToken cancellationToken)
    {
        await RepeatAsync(PruneByAgeSql, ("before", before), cancellationToken);
        if (await ScalarAsync(TooManySql, [("rows", maxRows)], cancellationToken) is { } tooMany)
        {
            await RepeatAsync(PruneByPlaceSql, ("seq", tooMany), cancellationToken);
        }

        // Adding up is one pass over a narrow index; where to cut is only asked when it must be.
        if (await ScalarAsync(TotalSql, [], cancellationToken) > maxBytes
            && await ScalarAsync(TooLargeSql, [("bytes", maxBytes)], cancellationToken) is { } tooLarge)
        {
            await RepeatAsync(PruneByPlaceSql, ("seq", tooLarge), cancellationToken);
        }
    }

    private static (string Name, object? Value)[] Parameters(CallRecord call) =>
    [
        ("id", call.Id),
        ("at", call.At.ToMilliseconds()),
        ("owner", call.Owner),
        ("environment", call.Environment?.ToColumn() ?? ""),
        ("key", call.KeyId),
        ("method", call.Method),
        ("route", call.Route),
        ("path", call.Path),
        ("query", call.Query),
        ("status", call.Status),
        ("code", call.Code),
        ("duration", (long)call.Duration.TotalMicroseconds),
        ("remote", call.Remote),
        ("size", call.Size),
        ("request_bytes", call.Request.Bytes),
        ("request_cut", call.Request.Cut ? 1 : 0),
        ("response_bytes", call.Response.Bytes),
        ("response_cut", call.Response.Cut ? 1 : 0),
        ("request_headers", call.Request.Headers),
        ("request_body", call.Request.Body),
        ("response_headers", call.Response.Headers),
        ("response_body", call.Response.Body),
    ];

    private async Task<long?> ScalarAsync(string sql, (string, object?)[] parameters, CancellationToken cancellationToken)
    {
        // PostgreSQL adds whole numbers up to a decimal.
        var rows = await database.QueryAsync(
            sql,
            parameters,
            reader => reader.IsDBNull(0) ? (long?)null : Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture),
            cancellationToken);
        return rows is [var only] ? only : null;
    }

    private async Task RepeatAsync(string sql, (string, object?) bound, CancellationToken cancellationToken)
    {
        while (await database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(transaction, sql, [bound, ("some", Some)], cancellationToken), cancellationToken) > 0)
        {
        }
    }
}
