using System.Globalization;

namespace Actors.Bench.Stopwatch.Engine;

/// <summary>Fills a PostgreSQL store with grains and reminders by SQL: what is measured is the use, not the making.</summary>
internal static class Seed
{
    /// <summary>How many owners the grains are spread over.</summary>
    public const int Owners = 1000;

    private const int Chunk = 1_000_000;

    /// <summary>The owner of the n-th grain.</summary>
    public static string Owner(long n) => "owner-" + (n % Owners).ToString(CultureInfo.InvariantCulture);

    /// <summary>Grains <c>g0</c> … at version 1, as a silo would have written them.</summary>
    public static async Task GrainsAsync(BenchStore store, long count, long from = 0)
    {
        for (var start = from; start < count; start += Chunk)
        {
            var last = Math.Min(count, start + Chunk) - 1;
            await store.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $$"""
                INSERT INTO grain (type, id, version, schema, owner, environment, status, party, parent, state, chain, created_at, updated_at)
                SELECT 'tally', 'g' || n, 1, 1, 'owner-' || (n % {{Owners}}), 'production', 'Open', '', '',
                    '{"owner":"owner-' || (n % {{Owners}}) || '","count":1,"note":"{{Tally.Text}}"}', sha256(n::text::bytea),
                    1700000000000 + n, 1700000000000 + n
                FROM generate_series({{start}}, {{last}}) n
                """));
        }

        await store.ExecuteAsync("VACUUM ANALYZE grain");
    }

    /// <summary>One reminder for each of the first grains, so many milliseconds apart.</summary>
    public static async Task RemindersAsync(BenchStore store, int count, DateTimeOffset first, double apart)
    {
        await store.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO reminder (type, id, name, clock, due_at, schedule, trace)
            SELECT 'tally', 'g' || n, 'wake', '', {first.ToUnixTimeMilliseconds()} + (n * {apart})::bigint, '', ''
            FROM generate_series(0, {count - 1}) n
            """));
        await store.ExecuteAsync("VACUUM ANALYZE reminder");
    }
}
