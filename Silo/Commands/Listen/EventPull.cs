using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Actors.Commands.Partner;

namespace Actors.Commands.Listen;

/// <summary>
/// Follows the pull log from a place on, without end: the API may go away, be restarted, or ask for patience, and this
/// machine may sleep. Nothing is skipped, because the place is only that of the last event that was given.
/// </summary>
internal sealed class EventPull(PartnerApi api, Terminal terminal)
{
    private const int Wait = 20;

    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(15);

    public async IAsyncEnumerable<PulledEvent> Follow(long after, [EnumeratorCancellation] CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var asked = terminal.Time.GetTimestamp();
            var path = string.Create(CultureInfo.InvariantCulture, $"/events?after={after}&limit=100&wait={Wait}");
            if (await Persist(path, stop) is not { } page)
            {
                yield break;
            }

            foreach (var json in page.GetProperty("data").EnumerateArray())
            {
                var found = PulledEvent.From(json);
                after = found.Sequence;
                yield return found;
            }

            if (page.GetProperty("data").GetArrayLength() == 0 && terminal.Time.GetElapsedTime(asked) < TimeSpan.FromSeconds(1))
            {
                // A silo that is full, or an older one, does not wait.
                await terminal.Pause(TimeSpan.FromSeconds(2), stop);
            }
        }
    }

    /// <summary>The sequence after which to begin.</summary>
    /// <returns>Null when it was told to stop first.</returns>
    public async Task<long?> Begin(string from, CancellationToken stop)
    {
        if (from == "beginning")
        {
            return 0;
        }

        if (long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return sequence;
        }

        if (from != "now")
        {
            return from.StartsWith("evt_", StringComparison.Ordinal)
                ? (await Persist("/events/" + Uri.EscapeDataString(from), stop))?.GetProperty("cursor").GetInt64()
                : throw new UsageException($"--from '{from}' is no place: give now, beginning, the id of an event (evt_…) or its cursor.");
        }

        return await Persist("/events?limit=1", stop) is { } page
            ? page.GetProperty("data").EnumerateArray().Select(json => json.GetProperty("cursor").GetInt64()).FirstOrDefault()
            : null;
    }

    /// <summary>Asks until there is an answer, and says once that there is none and once that there is one again.</summary>
    /// <returns>Null when it was told to stop.</returns>
    private async Task<JsonElement?> Persist(string path, CancellationToken stop)
    {
        for (var (failures, wait) = (0, TimeSpan.FromSeconds(1)); ; failures++)
        {
            try
            {
                var answer = await api.Get(path, stop, TimeSpan.FromSeconds(Wait));
                if (failures > 0)
                {
                    await terminal.Error.WriteLineAsync("The API answers again; going on where it was.");
                }

                return answer;
            }
            catch (ApiAwayException away)
            {
                var pause = away.After > wait ? away.After.Value : wait;
                if (failures == 0 || away.After is not null)
                {
                    await terminal.Error.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture, $"{away.Message}; trying again in {pause.TotalSeconds:0} s, nothing is lost."));
                }

                await terminal.Pause(pause, stop);
                wait = wait * 2 < Slowest ? wait * 2 : Slowest;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return null;
            }
        }
    }
}
