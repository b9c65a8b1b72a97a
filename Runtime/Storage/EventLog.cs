using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Actors.Runtime.Storage;

/// <summary>Reads logged events and attempts, by the indexes that the schema has for it.</summary>
internal sealed class EventLog(Database database) : IEventLog
{
    private const string AttemptColumns = """
        SELECT message_id, kind, destination, topic, attempt, at, outcome, status_code, duration_us, url, response, next_at,
            request, size, address, seq, subject FROM attempt
        """;

    public async Task<IReadOnlyList<LoggedEvent>> Read(EventQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (where, parameters) = Where(query);
        return await database.QueryAsync(
            $"SELECT seq, id, type, subject, created_at, body FROM event WHERE {where} ORDER BY seq {(query.OldestFirst ? "ASC" : "DESC")} LIMIT @limit",
            [.. parameters, ("limit", query.Limit)],
            Map,
            cancellationToken);
    }

    public async Task<LoggedEvent?> Find(string log, string id, CancellationToken cancellationToken = default)
    {
        var found = await database.QueryAsync(
            "SELECT seq, id, type, subject, created_at, body FROM event WHERE feed = @feed AND id = @id",
            [("feed", log), ("id", id)],
            Map,
            cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<long> Count(EventQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (where, parameters) = Where(query);
        var found = await database.QueryAsync(
            $"SELECT count(*) FROM event WHERE {where}", [.. parameters], reader => reader.GetInt64(0), cancellationToken);
        return found[0];
    }

    public async Task<IReadOnlyDictionary<string, bool>> Arrivals(
        string kind, string destination, IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0)
        {
            return new Dictionary<string, bool>();
        }

        // By subject: there are few attempts about one order, but millions to one destination. Joined to a text, the
        // destination's own index is out of question in both databases.
        var where = new StringBuilder("kind = @kind AND destination || '' = @destination AND outcome <> @withdrawn");
        List<(string, object?)> parameters = [("kind", kind), ("destination", destination), ("withdrawn", AttemptDetail.Withdrawn)];
        AddAny(where, parameters, "subject", [.. events.Select(logged => logged.Subject).Distinct(StringComparer.Ordinal)]);
        var found = await database.QueryAsync(
            $"SELECT message_id, max(CASE WHEN outcome = 'delivered' THEN 1 ELSE 0 END) FROM attempt WHERE {where} GROUP BY message_id",
            [.. parameters],
            reader => (Id: reader.GetString(0), Delivered: reader.GetInt64(1) == 1),
            cancellationToken);
        var asked = events.Select(logged => logged.Id).ToHashSet(StringComparer.Ordinal);
        return found.Where(one => asked.Contains(one.Id)).ToDictionary(one => one.Id, one => one.Delivered);
    }

    public async Task<IReadOnlyList<AttemptEntry>> Attempts(AttemptQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var where = new StringBuilder("kind = @kind");
        List<(string, object?)> parameters = [("kind", query.Kind), ("limit", query.Limit)];
        AddAny(where, parameters, "destination", query.Destinations);
        Add(where, parameters, "message_id = @message", "message", query.MessageId);
        Add(where, parameters, "subject = @subject", "subject", query.Subject);
        if (query.Topics.Count > 0)
        {
            AddAny(where, parameters, "topic", query.Topics);
        }

        Add(where, parameters, query.Outcome == "failed" ? "outcome NOT IN ('delivered', @outcome)" : "outcome = @outcome", "outcome", query.Outcome == "failed" ? AttemptDetail.Withdrawn : query.Outcome);
        Add(where, parameters, "status_code = @status", "status", query.StatusCode);
        Add(where, parameters, "at >= @from", "from", query.From?.ToMilliseconds());
        Add(where, parameters, "at < @to", "to", query.To?.ToMilliseconds());
        Add(where, parameters, "seq < @before", "before", query.Before);
        Add(where, parameters, "seq > @after", "after", query.After);
        var found = await database.QueryAsync(
            $"{AttemptColumns} WHERE {where} ORDER BY seq {(query.After is null ? "DESC" : "ASC")} LIMIT @limit",
            [.. parameters],
            JournalStore.Map,
            cancellationToken);
        return query.After is null ? found : [.. Enumerable.Reverse(found)];
    }

    public async Task<DestinationHealth?> Health(string kind, string destination, CancellationToken cancellationToken = default)
    {
        var found = await database.QueryAsync(
            "SELECT state, failures, failing_since, last_outcome, held_until FROM destination WHERE kind = @kind AND destination = @destination",
            [("kind", kind), ("destination", destination)],
            reader => new DestinationHealth(
                destination,
                StateOf(reader.GetString(0)),
                reader.GetInt32(1),
                reader.IsDBNull(2) ? null : reader.GetInt64(2).ToTime(),
                reader.GetString(3),
                reader.GetInt64(4) is > 0 and < PaceRow.Forever and var held ? held.ToTime() : null),
            cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>The state as its column spells it; well is written as nothing.</summary>
    public static DestinationState StateOf(string column) => column.Length == 0 ? DestinationState.Well : Enum.Parse<DestinationState>(column);

    private static (string Where, List<(string, object?)> Parameters) Where(EventQuery query)
    {
        var where = new StringBuilder("feed = @feed");
        List<(string, object?)> parameters = [("feed", query.Log)];
        if (query.Types.Count > 0)
        {
            AddAny(where, parameters, "type", query.Types);
        }

        Add(where, parameters, "subject = @subject", "subject", query.Subject);
        Add(where, parameters, "created_at >= @from", "from", query.From?.ToMilliseconds());
        Add(where, parameters, "created_at < @to", "to", query.To?.ToMilliseconds());
        Add(where, parameters, "seq > @after", "after", query.After);
        Add(where, parameters, "seq < @before", "before", query.Before);
        return (where.ToString(), parameters);
    }

    private static void Add(StringBuilder where, List<(string, object?)> parameters, string condition, string name, object? value)
    {
        if (value is not null)
        {
            where.Append(" AND ").Append(condition);
            parameters.Add((name, value));
        }
    }

    private static void AddAny(StringBuilder where, List<(string, object?)> parameters, string column, IReadOnlyList<string> values)
    {
        var names = values.Index().Select(value => string.Create(CultureInfo.InvariantCulture, $"{column}{value.Index}")).ToList();
        where.Append(CultureInfo.InvariantCulture, $" AND {column} IN ({string.Join(", ", names.Select(name => "@" + name))})");
        parameters.AddRange(names.Zip(values, (name, value) => (name, (object?)value)));
    }

    private static LoggedEvent Map(DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4).ToTime(), reader.GetString(5));
}
