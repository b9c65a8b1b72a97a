using System.Data.Common;
using System.Globalization;

namespace Actors.Runtime.Storage;

/// <summary>
/// Searches the log of attempts. A search looks at so many attempts to its destinations, by their own index, and no
/// more: it neither walks the whole retention for a rare status nor ever reads those of other accounts.
/// </summary>
internal sealed class AttemptReader(Database database, int scan = AttemptReader.Scan)
{
    public const int Scan = 5_000;

    // Sequences are compared and ordered as the index of destinations has them, which the primary key cannot serve.
    private const string Place = "seq + 0";

    // PostgreSQL would rather read and sort all attempts to a destination, however many, than trust that their index
    // has them in order.
    private const string ByIndexAlone = "SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off";

    public async Task<AttemptPage> SearchAsync(AttemptQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var direction = query.After is null ? "DESC" : "ASC";
        List<(string, object?)> seen = [];
        var (range, where) = (query.Subject is null ? Range(query, direction, seen) : RangeOfSubject(query, seen), Filters(query));
        var found = await QueryAsync(
            query,
            $"""
            SELECT message_id, kind, destination, topic, attempt, at, outcome, status_code, duration_us, url, response, next_at,
                request, size, address, seq, subject
            FROM ({range} ORDER BY place {direction} LIMIT {scan}) a WHERE {where} ORDER BY place {direction} LIMIT @limit
            """,
            [.. seen, .. where.Parameters, ("limit", query.Limit)],
            JournalStore.Map,
            cancellationToken);
        var last = found.Count == query.Limit ? null : await LastSeenAsync(query, range, direction, seen, cancellationToken);
        return new AttemptPage(query.After is null ? found : [.. Enumerable.Reverse(found)], last);
    }

    /// <summary>The last attempt that was looked at when there is one behind it; else null.</summary>
    private async Task<long?> LastSeenAsync(
        AttemptQuery query, string range, string direction, List<(string, object?)> parameters, CancellationToken cancellationToken)
    {
        var found = await QueryAsync(
            query,
            $"SELECT place FROM ({range} ORDER BY place {direction} LIMIT 2 OFFSET {scan - 1}) a ORDER BY place {direction}",
            [.. parameters],
            reader => reader.GetInt64(0),
            cancellationToken);
        return found is [var last, _] ? last : null;
    }

    private Task<List<T>> QueryAsync<T>(
        AttemptQuery query, string sql, (string, object?)[] parameters, Func<DbDataReader, T> map, CancellationToken cancellationToken) =>
        database.Dialect != Dialect.Postgres || query.Subject is not null
            ? database.QueryAsync(sql, parameters, map, cancellationToken)
            : database.WriteAsync(
                async (connection, transaction) =>
                {
                    await connection.ExecuteAsync(transaction, ByIndexAlone, [], cancellationToken);
                    await using var command = connection.Command(sql, parameters);
                    command.Transaction = transaction;
                    return await Database.ReadAsync(command, map, cancellationToken);
                },
                cancellationToken);

    /// <summary>Destination by destination: each branch comes out of the index in order, and ends there where the search does.</summary>
    private string Range(AttemptQuery query, string direction, List<(string, object?)> parameters)
    {
        var between = Between(query, parameters, Place);
        var names = query.Destinations.Index().Select(one => string.Create(CultureInfo.InvariantCulture, $"destination{one.Index}")).ToList();
        parameters.AddRange(names.Zip(query.Destinations, (name, value) => (name, (object?)value)));
        return string.Join(" UNION ALL ", names.Select(name =>
            $"SELECT * FROM (SELECT {Place} AS place, attempt.* FROM attempt WHERE destination = @{name}{between} ORDER BY {Place} {direction} LIMIT {scan + 1}) {name}"));
    }

    /// <summary>About one order there are few. Joined to a text, the destinations' own index is out of question.</summary>
    private static string RangeOfSubject(AttemptQuery query, List<(string, object?)> parameters)
    {
        var where = new Conditions("subject = @subject" + Between(query, parameters, "seq"));
        where.AddAny("destination", query.Destinations, " || ''");
        parameters.AddRange([("subject", query.Subject), .. where.Parameters]);
        return $"SELECT seq AS place, attempt.* FROM attempt WHERE {where}";
    }

    private static string Between(AttemptQuery query, List<(string, object?)> parameters, string place)
    {
        if (query.Before is { } before)
        {
            parameters.Add(("before", before));
        }

        if (query.After is { } after)
        {
            parameters.Add(("after", after));
        }

        return (query.Before is null ? "" : $" AND {place} < @before") + (query.After is null ? "" : $" AND {place} > @after");
    }

    /// <summary>What is looked at row by row.</summary>
    private static Conditions Filters(AttemptQuery query)
    {
        var failed = query.Outcome == "failed";
        var where = new Conditions("1 = 1");
        where.AddAny("kind", [query.Kind, .. query.OtherKinds]);
        where.Add("message_id = @message", "message", query.MessageId);
        where.AddAny("topic", query.Topics);
        where.Add(failed ? "outcome NOT IN ('delivered', @outcome)" : "outcome = @outcome", "outcome", failed ? AttemptDetail.Withdrawn : query.Outcome);
        where.Add("status_code = @status", "status", query.StatusCode);
        where.Add("at >= @from", "from", query.From?.ToMilliseconds());
        where.Add("at < @to", "to", query.To?.ToMilliseconds());
        return where;
    }
}
