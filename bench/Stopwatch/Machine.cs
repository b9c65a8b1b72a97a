using System.Globalization;
using System.Runtime.InteropServices;
using Actors.Bench.Stopwatch.Engine;
using Npgsql;
using Watch = System.Diagnostics.Stopwatch;

namespace Actors.Bench.Stopwatch;

/// <summary>What the figures depend on.</summary>
internal static class Machine
{
    private static readonly Lazy<string> Described = new(Describe);

    /// <summary>Measured once in a run.</summary>
    public static string Text => Described.Value;

    private static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            - **Machine:** {Processor()}, {Environment.ProcessorCount} cores, {memory:0} GiB memory, {RuntimeInformation.OSDescription}; a synced write of 8 KiB takes {SyncMicroseconds():N0} µs
            - **Runtime:** {RuntimeInformation.FrameworkDescription}; {PostgresVersion()} on the same machine, reached through a Unix socket
            - **PostgreSQL settings:** {BenchPostgres.Settings.ReplaceLineEndings(", ")}; all else default: `fsync`, `full_page_writes` and `synchronous_commit` are on
            - **SQLite settings:** write-ahead log, `synchronous = FULL`
            """);
    }

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string PostgresVersion()
    {
        using var connection = new NpgsqlConnection(BenchPostgres.Server.CreateDatabase());
        connection.Open();
        return "PostgreSQL " + connection.PostgreSqlVersion.ToString(2);
    }

    /// <summary>The floor under every commit.</summary>
    private static double SyncMicroseconds()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, 1);
            var page = new byte[8192];
            List<double> times = [];
            for (var i = 0; i < 200; i++)
            {
                var started = Watch.GetTimestamp();
                file.Write(page);
                file.Flush(flushToDisk: true);
                times.Add(Watch.GetElapsedTime(started).TotalMicroseconds);
            }

            return Figures.Median(times);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
