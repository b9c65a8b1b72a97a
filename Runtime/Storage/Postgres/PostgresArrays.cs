using Npgsql;
using NpgsqlTypes;

namespace Actors.Runtime.Storage.Postgres;

/// <summary>Array parameters, typed on the server's side too: the text of a statement stays the same for every batch.</summary>
internal static class PostgresArrays
{
    /// <summary>The next parameter by place (<c>$1</c>): its text needs no reading before it is sent.</summary>
    public static void Texts<T>(this NpgsqlParameterCollection target, IReadOnlyList<T> rows, Func<T, string> value) =>
        target.Texts("", rows, value);

    public static void Longs<T>(this NpgsqlParameterCollection target, IReadOnlyList<T> rows, Func<T, long> value) =>
        target.Longs("", rows, value);

    public static void Ints<T>(this NpgsqlParameterCollection target, IReadOnlyList<T> rows, Func<T, int> value) =>
        target.Ints("", rows, value);

    public static void Texts<T>(this NpgsqlParameterCollection target, string name, IReadOnlyList<T> rows, Func<T, string> value) =>
        target.Array(name, NpgsqlDbType.Text, rows, value);

    public static void Longs<T>(this NpgsqlParameterCollection target, string name, IReadOnlyList<T> rows, Func<T, long> value) =>
        target.Array(name, NpgsqlDbType.Bigint, rows, value);

    public static void Ints<T>(this NpgsqlParameterCollection target, string name, IReadOnlyList<T> rows, Func<T, int> value) =>
        target.Array(name, NpgsqlDbType.Integer, rows, value);

    public static void Bytes<T>(this NpgsqlParameterCollection target, string name, IReadOnlyList<T> rows, Func<T, byte[]> value) =>
        target.Array(name, NpgsqlDbType.Bytea, rows, value);

    public static void Array<T, TValue>(
        this NpgsqlParameterCollection target,
        string name,
        NpgsqlDbType type,
        IReadOnlyList<T> rows,
        Func<T, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        target.Add(new NpgsqlParameter<TValue[]>(name, NpgsqlDbType.Array | type) { TypedValue = values });
    }
}
