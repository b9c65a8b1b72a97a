using System.Data.Common;
using System.Globalization;

namespace Actors.Runtime.Storage;

/// <summary>Reads logged events and attempts, by the indexes that the schema has for it.</summary>
internal sealed class EventLog(Database database) : IEventLog
{
    private const string Columns = "seq, id, type, subject, created_at, body";

    private readonly AttemptReader _attempts = new(database);

    public async Task<IReadOnlyList<LoggedEvent>> Read(EventQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (sql, parameters) = Select(query);
        return await database.QueryAsync(sql, parameters, Map, cancellationToken);
    }

    /// <summary>
    /// A page of a log. Types have an index of their own, which gives each of them in order: a rare one among many
    /// others is found as fast as any. About one subject there are few, whatever their types.
    /// </summary>
    internal static (string Sql, (string, object?)[] Parameters) Select(EventQuery query)
    {
        var order = query.OldestFirst ? "ORDER BY seq ASC LIMIT @limit" : "ORDER BY seq DESC LIMIT @limit";
        if (query.Types.Count == 0 || query.Subject is not null)
        {
            var where = Where(query, "feed = @feed", query.Types);
            return ($"SELECT {Columns} FROM event WHERE {where} {order}", [.. where.Parameters, ("limit", query.Limit)]);
        }

        // Joined to a text, the feed's other indexes are out of question in both databases, whatever their statistics say.
        var types = query.Types.Distinct(StringComparer.Ordinal).Index().ToList();
        var one = Where(query, "feed || '' = @feed", []);
        var branches = types.Select(type => string.Create(
            CultureInfo.InvariantCulture, $"SELECT * FROM (SELECT {Columns} FROM event WHERE {one} AND type = @type{type.Index} {order}) type{type.Index}"));
        var named = types.Select(type => (string.Create(CultureInfo.InvariantCulture, $"type{type.Index}"), (object?)type.Item));
        return ($"SELECT {Columns} FROM ({string.Join(" UNION ALL ", branches)}) found {order}", [.. one.Parameters, .. named, ("limit", query.Limit)]);
    }

    public async Task<LoggedEvent?> Find(string log, string id, CancellationToken cancellationToken = default)
    {
        var found = await database.QueryAsync(
            $"SELECT {Columns} FROM event WHERE feed = @feed AND id = @id",
            [("feed", log), ("id", id)],
            Map,
            cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<long> Count(EventQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var where = Where(query, "feed = @feed", query.Types);
        var found = await database.QueryAsync(
            $"SELECT count(*) FROM event WHERE {where}", [.. where.Parameters], reader => reader.GetInt64(0), cancellationToken);
        return found[0];
    }

    public async Task<IReadOnlyDictionary<string, Arrival>> Arrivals(
        string kind, string destination, IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0)
        {
            return new Dictionary<string, Arrival>();
        }

        // By subject: there are few attempts about one order, but millions to one destination. Joined to a text, the
        // destination's own index is out of question in both databases.
        var where = new Conditions("kind = @kind AND destination || '' = @destination");
        where.Parameters.AddRange([("kind", kind), ("destination", destination), ("withdrawn", AttemptDetail.Withdrawn)]);
        where.AddAny("subject", [.. events.Select(logged => logged.Subject).Distinct(StringComparer.Ordinal)]);
        var found = await database.QueryAsync(
            $"""
            SELECT message_id, max(CASE WHEN outcome = 'delivered' THEN 1 ELSE 0 END), max(seq), max(CASE WHEN outcome = @withdrawn THEN seq ELSE 0 END)
            FROM attempt WHERE {where} GROUP BY message_id
            """,
            [.. where.Parameters],
            reader => (Id: reader.GetString(0), Arrival: reader.GetInt64(1) == 1 ? Arrival.Delivered
                : reader.GetInt64(2) == reader.GetInt64(3) ? Arrival.Withdrawn : Arrival.Failed),
            cancellationToken);
        var asked = events.Select(logged => logged.Id).ToHashSet(StringComparer.Ordinal);
        return found.Where(one => asked.Contains(one.Id)).ToDictionary(one => one.Id, one => one.Arrival);
    }

    public Task<AttemptPage> Search(AttemptQuery query, CancellationToken cancellationToken = default) => _attempts.SearchAsync(query, cancellationToken);

    public async Task<IReadOnlyList<AttemptEntry>> Attempts(AttemptQuery query, CancellationToken cancellationToken = default) =>
        (await Search(query, cancellationToken)).Items;

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

    private static Conditions Where(EventQuery query, string ofLog, IReadOnlyList<string> types)
    {
        var where = new Conditions(ofLog);
        where.Parameters.Add(("feed", query.Log));
        where.AddAny("type", types);
        where.Add("subject = @subject", "subject", query.Subject);
        where.Add("created_at >= @from", "from", query.From?.ToMilliseconds());
        where.Add("created_at < @to", "to", query.To?.ToMilliseconds());
        where.Add("seq > @after", "after", query.After);
        where.Add("seq < @before", "before", query.Before);
        return where;
    }

    private static LoggedEvent Map(DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4).ToTime(), reader.GetString(5));
}
