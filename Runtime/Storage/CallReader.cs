using System.Data.Common;
using System.Text;

namespace Actors.Runtime.Storage;

/// <summary>
/// Reads calls of the API. A filter looks at so many rows of its reader's and no more: a rare status in a long history
/// costs several short pages, never one long statement.
/// </summary>
internal sealed class CallReader(Database database, int scan = CallReader.Scan)
{
    public const int Scan = 5_000;

    private const string Summary =
        "seq, id, at, owner, environment, key_id, method, route, path, query, status, code, duration_us, remote, request_bytes, request_cut, response_bytes, response_cut";

    private const string Whole = Summary + ", request_headers, request_body, response_headers, response_body";

    public async Task<CallRecord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync($"SELECT {Whole} FROM call WHERE id = @id", [("id", id)], reader => Map(reader, whole: true), cancellationToken);
        return found is [var call] ? call : null;
    }

    /// <exception cref="CursorNotFoundException">The cursor names no call that the reader may see.</exception>
    public async Task<CallPage> ListAsync(CallQuery query, CancellationToken cancellationToken)
    {
        List<(string, object?)> parameters = [];
        var backwards = query.Before is not null;
        var direction = backwards ? "ASC" : "DESC";
        var seen = await WhereSeenAsync(query, parameters, cancellationToken);
        var filters = Filters(query, parameters);
        var inner = $"SELECT {Summary} FROM call WHERE {seen} ORDER BY at {direction}, seq {direction}";
        var rows = await database.QueryAsync(
            $"SELECT * FROM ({inner} LIMIT {scan}) c WHERE {filters} ORDER BY at {direction}, seq {direction} LIMIT @limit",
            [.. parameters, ("limit", query.Limit + 1)],
            reader => Map(reader, whole: false),
            cancellationToken);

        var last = rows.Count > query.Limit ? null : await LastScannedAsync(seen, direction, parameters, cancellationToken);
        var items = rows.Take(query.Limit);
        return new CallPage([.. backwards ? items.Reverse() : items], rows.Count > query.Limit || last is not null, last);
    }

    /// <summary>The last row that a page looked at when there may be more behind it; else null.</summary>
    private async Task<string?> LastScannedAsync(
        string seen, string direction, List<(string, object?)> parameters, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            $"SELECT id FROM call WHERE {seen} ORDER BY at {direction}, seq {direction} LIMIT 2 OFFSET {scan - 1}",
            [.. parameters.Where(parameter => seen.Contains('@' + parameter.Item1, StringComparison.Ordinal))],
            reader => reader.GetString(0),
            cancellationToken);
        return found is [var last, _] ? last : null;
    }

    /// <summary>The range of an index: whose they are, when they came, from which cursor on.</summary>
    private async Task<string> WhereSeenAsync(CallQuery query, List<(string, object?)> parameters, CancellationToken cancellationToken)
    {
        var where = new StringBuilder(query.Owner is null ? "1 = 1" : "owner = @owner AND environment = @environment");
        parameters.Add(("environment", query.Environment.ToColumn()));
        AddIf(where, parameters, "owner", query.Owner, "");
        AddIf(where, parameters, "since", query.Since?.ToMilliseconds(), " AND at >= @since");
        AddIf(where, parameters, "until", query.Until?.ToMilliseconds(), " AND at < @until");
        if ((query.After ?? query.Before) is { } cursor)
        {
            var found = await database.QueryAsync(
                $"SELECT at, seq FROM call WHERE id = @id AND {(query.Owner is null ? "environment IN (@environment, '')" : "owner = @owner AND environment = @environment")}",
                [("id", cursor), .. parameters.Where(parameter => parameter.Item1 is "owner" or "environment")],
                reader => (At: reader.GetInt64(0), Sequence: reader.GetInt64(1)),
                cancellationToken);
            var place = found is [var only] ? only : throw new CursorNotFoundException(cursor);
            where.Append(query.Before is null ? " AND (at, seq) < (@cursor_at, @cursor_seq)" : " AND (at, seq) > (@cursor_at, @cursor_seq)");
            parameters.AddRange([("cursor_at", place.At), ("cursor_seq", place.Sequence)]);
        }

        return where.ToString();
    }

    /// <summary>What is looked at row by row. Calls without a valid key belong to no environment: every operator sees them.</summary>
    private static string Filters(CallQuery query, List<(string, object?)> parameters)
    {
        var where = new StringBuilder("environment IN (@environment, '')");
        AddIf(where, parameters, "status_from", query.StatusFrom, " AND status >= @status_from");
        AddIf(where, parameters, "status_to", query.StatusTo, " AND status <= @status_to");
        AddIf(where, parameters, "method", query.Method, " AND method = @method");
        AddIf(where, parameters, "path", query.Path, " AND (path = @path OR route = @path)");
        AddIf(where, parameters, "key", query.KeyId, " AND key_id = @key");
        AddIf(where, parameters, "code", query.Code, " AND code = @code");
        AddIf(where, parameters, "id", query.Id, " AND id = @id");
        return where.ToString();
    }

    private static void AddIf(StringBuilder where, List<(string, object?)> parameters, string name, object? value, string condition)
    {
        if (value is not null)
        {
            where.Append(condition);
            parameters.Add((name, value));
        }
    }

    private static CallRecord Map(DbDataReader reader, bool whole) => new(
        reader.GetString(1),
        reader.GetInt64(2).ToTime(),
        reader.GetString(3),
        reader.GetString(4) switch
        {
            "" => null,
            "production" => DataEnvironment.Production,
            _ => DataEnvironment.Sandbox,
        },
        reader.GetString(5),
        reader.GetString(6),
        reader.GetString(7),
        reader.GetString(8),
        reader.GetString(9),
        reader.GetInt32(10),
        reader.GetString(11),
        TimeSpan.FromMicroseconds(reader.GetInt64(12)),
        reader.GetString(13),
        new CallPart(whole ? reader.GetString(18) : "", whole ? reader.GetString(19) : "", reader.GetInt64(14), reader.GetInt32(15) == 1),
        new CallPart(whole ? reader.GetString(20) : "", whole ? reader.GetString(21) : "", reader.GetInt64(16), reader.GetInt32(17) == 1));
}
