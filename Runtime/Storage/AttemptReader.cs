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

    public async Task<AttemptPage> SearchAsync(AttemptQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var direction = query.After is null ? "DESC" : "ASC";
        List<(string, object?)> seen = [];
        var (range, where) = (query.Subject is null ? Range(query, seen) : RangeOfSubject(query, seen), Filters(query));
        var found = await database.QueryAsync(
            $"""
            SELECT message_id, kind, destination, topic, attempt, at, outcome, status_code, duration_us, url, response, next_at,
                request, size, address, seq, subject
            FROM ({range} ORDER BY place {direction} LIMIT {scan}) a WHERE {where} ORDER BY place {direction} LIMIT @limit
            """,
            [.. seen, .. where.Parameters, ("limit", query.Limit)],
            JournalStore.Map,
            cancellationToken);
        var last = found.Count == query.Limit ? null : await LastSeenAsync(range, direction, seen, cancellationToken);
        return new AttemptPage(query.After is null ? found : [.. Enumerable.Reverse(found)], last);
    }

    /// <summary>The last attempt that was looked at when there is one behind it; else null.</summary>
    private async Task<long?> LastSeenAsync(string range, string direction, List<(string, object?)> parameters, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            $"SELECT place FROM ({range} ORDER BY place {direction} LIMIT 2 OFFSET {scan - 1}) a ORDER BY place {direction}",
            [.. parameters],
            reader => reader.GetInt64(0),
            cancellationToken);
        return found is [var last, _] ? last : null;
    }

    /// <summary>Destination by destination: each branch comes out of the index in order, and the database merges them.</summary>
    private static string Range(AttemptQuery query, List<(string, object?)> parameters)
    {
        var between = Between(query, parameters, Place);
        var names = query.Destinations.Index().Select(one => string.Create(CultureInfo.InvariantCulture, $"destination{one.Index}")).ToList();
        parameters.AddRange(names.Zip(query.Destinations, (name, value) => (name, (object?)value)));
        return string.Join(" UNION ALL ", names.Select(name => $"SELECT {Place} AS place, attempt.* FROM attempt WHERE destination = @{name}{between}"));
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
        var where = new Conditions("kind = @kind");
        where.Parameters.Add(("kind", query.Kind));
        where.Add("message_id = @message", "message", query.MessageId);
        where.AddAny("topic", query.Topics);
        where.Add(failed ? "outcome NOT IN ('delivered', @outcome)" : "outcome = @outcome", "outcome", failed ? AttemptDetail.Withdrawn : query.Outcome);
        where.Add("status_code = @status", "status", query.StatusCode);
        where.Add("at >= @from", "from", query.From?.ToMilliseconds());
        where.Add("at < @to", "to", query.To?.ToMilliseconds());
        return where;
    }
}
