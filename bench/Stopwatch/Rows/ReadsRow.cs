using System.Text.Json;
using Actors.Bench.Stopwatch.Engine;
using Npgsql;
using NpgsqlTypes;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>Fresh reads: never older than the last acknowledged turn on any silo, so the store is asked each time.</summary>
internal sealed class ReadsRow(string name, int callers) : Row
{
    private const string Sql = "SELECT version, schema, state, created_at, updated_at FROM grain WHERE type = $1 AND id = $2";

    public override string Name => name;

    public override string Title => $"fresh reads/s on PostgreSQL, {callers} callers, against one SELECT each";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale)
    {
        await using var store = BenchStore.OnPostgres();
        await using var silo = await BenchSilo.OpenAsync(store);
        await using var database = OneByOneStore.Open(store.Postgres!);
        var grains = scale.Of(TurnsRow.Grains);
        await Seed.GrainsAsync(store, grains);
        var duel = await Duel.RunAsync(
            scale,
            time => Load.RunAsync(callers, time, (caller, n) => SelectAsync(database, Key(caller, n, grains))),
            time => Load.RunAsync(callers, time, (caller, n) => silo.ReadAsync(Key(caller, n, grains))));
        return [Line.Of(name, $"fresh reads/s, {callers} callers, {grains:N0} grains", duel, new Goal(duel.Ratio, 4, "×"))];
    }

    private static string Key(int caller, long n, int grains) => BenchSilo.Key("g", ((caller * 7919L) + n) % grains);

    private static async Task SelectAsync(NpgsqlDataSource database, string key)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = "tally", NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = key, NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync() || JsonSerializer.Deserialize(reader.GetString(2), TallyJsonContext.Default.Tally) is null)
        {
            throw new InvalidOperationException($"{key} was not found.");
        }
    }
}
