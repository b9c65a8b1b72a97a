namespace Actors.Bench.Fire.Cluster;

/// <summary>What must hold once the fire is out, whatever burnt.</summary>
internal static class OrderChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(SiloCluster silos, OrderLoad load, Receivers receivers, FireReport report, TimeSpan settle, bool verify = true)
    {
        report.Acknowledged = load.Placed.Count;
        await SameAnswersAsync(load, report);
        await ArrivedAsync(silos, load, receivers, report, settle);
        await OnceAsync(silos, load, report);
        foreach (var ((side, order), pushes) in receivers.Pushes)
        {
            CheckPushes(side, order, [.. pushes], receivers.Expected(order), report);
        }

        if (verify)
        {
            await VerifyAsync(silos, report);
        }
    }

    /// <summary>Every journal is whole: consecutive, chained, and gives the stored state.</summary>
    public static async Task VerifyAsync(SiloCluster silos, FireReport report)
    {
        var (code, output) = await silos.VerifyAsync();
        if (code == 0 && output.TrimEnd().EndsWith("Every journal is whole.", StringComparison.Ordinal))
        {
            report.Note("verify: " + output.Trim().Replace('\n', ' '));
        }
        else
        {
            report.Fault($"verify ended with {code}: {output}");
        }
    }

    /// <summary>A request that is sent again gets the answer that it got first.</summary>
    private static Task SameAnswersAsync(OrderLoad load, FireReport report) =>
        Parallel.ForEachAsync(load.Placed, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (one, _) =>
        {
            var again = await load.PlaceAsync(one.Key);
            if (again.Status != 201 || again.Text != one.Value.Text)
            {
                report.Double($"{one.Key} got {again} where it had got {one.Value}");
            }
        });

    private static async Task ArrivedAsync(SiloCluster silos, OrderLoad load, Receivers receivers, FireReport report, TimeSpan settle)
    {
        var all = Task.WhenAll(load.Placed.Values.Select(answer => receivers.Done(answer.Id)));
        var started = TimeProvider.System.GetTimestamp();
        while (await Task.WhenAny(all, Task.Delay(Patience)) != all && TimeProvider.System.GetElapsedTime(started) < settle)
        {
            // What failed past its 60 seconds waits for minutes: the sandboxes' clocks are moved there. Each account has
            // its own, and what is pushed to the marketplace waits by the marketplace's.
            foreach (var key in new[] { silos.Provider, silos.Marketplace })
            {
                await silos.SendAsync(HttpMethod.Post, "/sandbox/clock/advance", key, null, new { by_seconds = 7200 });
            }
        }

        foreach (var answer in load.Placed.Values.Where(answer => !receivers.Done(answer.Id).IsCompleted))
        {
            report.Lose($"The end of {answer.Id} did not arrive at the marketplace: {await WhereAsync(silos, answer.Id)}");
        }
    }

    /// <summary>How far an order came, and what was tried.</summary>
    private static async Task<string> WhereAsync(SiloCluster silos, string order)
    {
        var state = await silos.SendAsync(HttpMethod.Get, "/orders/" + order, silos.Provider);
        var attempts = await silos.SendAsync(HttpMethod.Get, $"/orders/{order}/timeline", silos.Provider);
        return $"{state}; {attempts.Text}";
    }

    /// <summary>Each acknowledged order is there once, and nothing else is.</summary>
    private static async Task OnceAsync(SiloCluster silos, OrderLoad load, FireReport report)
    {
        HashSet<string> there = [];
        for (var cursor = ""; ;)
        {
            var page = (await silos.SendAsync(HttpMethod.Get, "/orders?limit=100" + cursor, silos.Marketplace)).Body;
            var ids = page.GetProperty("data").EnumerateArray().Select(order => order.GetProperty("id").GetString()!).ToList();
            there.UnionWith(ids);
            if (!page.GetProperty("has_more").GetBoolean())
            {
                break;
            }

            cursor = "&starting_after=" + ids[^1];
        }

        var placed = load.Placed.Values.Select(answer => answer.Id).ToHashSet();
        placed.Except(there).ToList().ForEach(id => report.Lose($"{id} was acknowledged and is not there"));
        there.Except(placed).ToList().ForEach(id => report.Double($"{id} is there and nobody was told of it"));
        for (var missing = load.Placed.Count - placed.Count; missing > 0; missing--)
        {
            report.Double("Two keys got the same order");
        }
    }

    private static void CheckPushes(string side, string order, IReadOnlyList<Push> pushes, int expected, FireReport report)
    {
        var first = pushes.DistinctBy(push => push.Id).ToList();
        if (first.Count < expected)
        {
            report.Lose($"{order}: {first.Count} of {expected} pushes arrived at the {side}");
        }

        if (first.Count > expected || first.Select(push => push.Sequence).Distinct().Count() < first.Count)
        {
            report.Double($"{order}: {string.Join(", ", first.Select(push => $"{push.Id} as number {push.Sequence}"))} arrived at the {side}");
        }

        if (!first.Select(push => push.Sequence).SequenceEqual(first.Select(push => push.Sequence).Order()))
        {
            report.Misorder($"{order}: the {side} got {string.Join(", ", first.Select(push => push.Sequence))}");
        }

        if (pushes.GroupBy(push => push.Id).Any(same => same.Select(push => push.Body).Distinct().Count() > 1))
        {
            report.Fault($"{order}: the same push came with two bodies to the {side}");
        }
    }
}
