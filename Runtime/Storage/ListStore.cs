using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Actors.Runtime.Storage;

/// <summary>Lists of grains, by the columns beside their state (architecture §3).</summary>
internal sealed class ListStore(Database database)
{
    private const string Columns = "id, version, schema, state, chain, created_at, updated_at";

    /// <summary>
    /// At most <c>Limit + 1</c> rows, in the direction of the cursor: the one too many tells that there are more.
    /// </summary>
    /// <exception cref="CursorNotFoundException">The cursor names no grain of the type.</exception>
    /// <exception cref="StoreUnavailableException">The database did not answer, or not in time.</exception>
    public async Task<IReadOnlyList<GrainRow>> ListAsync(
        string type, IReadOnlyList<string> statuses, ListQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await SelectAsync(type, statuses, query, cancellationToken);
        }
        catch (DbException error)
        {
            throw new StoreUnavailableException("The store could not be read.", error);
        }
    }

    private async Task<IReadOnlyList<GrainRow>> SelectAsync(
        string type, IReadOnlyList<string> statuses, ListQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var backwards = query.Before is not null;
        var cursor = query.After ?? query.Before;
        long? cursorAt = null;
        if (cursor is not null)
        {
            await using var find = connection.Command(
                "SELECT created_at FROM grain WHERE type = @type AND id = @id", ("type", type), ("id", cursor));
            cursorAt = await find.ExecuteScalarAsync(cancellationToken) as long?;
            if (cursorAt is null)
            {
                throw new CursorNotFoundException(cursor);
            }
        }

        await using var command = connection.Command(Sql(query, statuses.Count, backwards, cursor is not null));
        Bind(command, type, statuses, query, cursor, cursorAt);
        return await Database.ReadAsync(command, reader => Map(type, reader), cancellationToken);
    }

    /// <summary>
    /// One index range for each status, merged: a list without a status filter costs a few look-ups, and no list ever
    /// reads the rows of other statuses or owners.
    /// </summary>
    private static string Sql(ListQuery query, int statuses, bool backwards, bool hasCursor)
    {
        var direction = backwards ? "ASC" : "DESC";
        var where = new StringBuilder("type || '' = @type AND environment = @environment");
        where.Append(query.Owner is null ? "" : " AND owner = @owner");
        where.Append(query.Party is null ? "" : " AND party = @party AND party <> ''");
        where.Append(query.Parent is null ? "" : " AND parent = @parent AND parent <> ''");
        where.Append(query.CreatedFrom is null ? "" : " AND created_at >= @from");
        where.Append(query.CreatedTo is null ? "" : " AND created_at < @to");
        where.Append(!hasCursor ? "" : $" AND (created_at, id) {(backwards ? '>' : '<')} (@cursor_at, @cursor)");
        var parts = Enumerable.Range(0, statuses).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT * FROM (SELECT {Columns} FROM grain WHERE {where} AND status = @status{i} ORDER BY created_at {direction}, id {direction} LIMIT @limit) s{i}"));
        return $"{string.Join("\nUNION ALL\n", parts)}\nORDER BY created_at {direction}, id {direction} LIMIT @limit";
    }

    private static void Bind(
        DbCommand command, string type, IReadOnlyList<string> statuses, ListQuery query, string? cursor, long? cursorAt)
    {
        command.With("type", type).With("environment", query.Environment.ToColumn()).With("limit", query.Limit + 1);
        foreach (var (i, status) in statuses.Index())
        {
            command.With("status" + i.ToString(CultureInfo.InvariantCulture), status);
        }

        AddIf("owner", query.Owner);
        AddIf("party", query.Party);
        AddIf("parent", query.Parent);
        AddIf("from", query.CreatedFrom?.ToMilliseconds());
        AddIf("to", query.CreatedTo?.ToMilliseconds());
        AddIf("cursor", cursor);
        AddIf("cursor_at", cursorAt);

        void AddIf(string name, object? value)
        {
            if (value is not null)
            {
                command.With(name, value);
            }
        }
    }

    private static GrainRow Map(string type, DbDataReader reader) => new(
        new GrainId(type, reader.GetString(0)),
        reader.GetInt64(1),
        reader.GetInt32(2),
        reader.GetString(3),
        reader.GetFieldValue<byte[]>(4),
        reader.GetInt64(5),
        reader.GetInt64(6));
}
