using System.Collections.Concurrent;
using Actors.Bench.Fire.Fuzz;
using Actors.Tests.Description;

namespace Actors.Bench.Fire;

/// <summary>
/// Every operation of the host's own description is asked rightly and then oddly: bodies that are malformed, huge, deep,
/// of wrong types; wrong keys; odd Unicode, numbers, ids, cursors, headers and methods. No answer is a 500 or none at
/// all, each refusal is a problem that the description has, nobody is shown a text of another tenant, and the silo's
/// memory stays bounded. Chance starts at the seed, so that a run can be repeated; each fault is told as a curl line.
/// </summary>
internal static class FuzzFire
{
    private const int RefreshTries = 5;

    /// <summary>Growth beyond this is a leak on any machine: the silo's caches are full long before.</summary>
    private const long MostGrowth = 384L * 1024 * 1024;

    private const int Round = 50;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<FireReport> RunAsync(FireSettings settings)
    {
        var report = new FireReport("fuzz");
        await using var stage = await FuzzStage.SetAsync();
        var judge = new FuzzJudge(stage);
        var seen = new ConcurrentDictionary<string, int>();
        var unreached = new ConcurrentBag<string>();
        var operations = stage.Contract.Operations.OrderBy(operation => operation.Id, StringComparer.Ordinal).ToList();
        var half = operations.Count / 2;
        await BurnAsync(stage, judge, operations[..half], settings, report, seen, unreached);
        var before = stage.Silo.WorkingSet;
        await BurnAsync(stage, judge, operations[half..], settings, report, seen, unreached);
        var after = stage.Silo.WorkingSet;
        report.Note($"{operations.Count} operations, {settings.Odd} odd requests and more of each, seed {settings.Seed}: {judge.Statuses}; {judge.Bare} were no HTTP and refused by the server itself");
        report.Note($"the silo's working set was {before >> 20} MiB half way and {after >> 20} MiB at the end");
        if (seen.Values.Sum() > seen.Count)
        {
            report.Note($"{seen.Values.Sum() - seen.Count} further faults were like those told");
        }

        if (!unreached.IsEmpty)
        {
            report.Note($"never succeeded, so tried in its refusals alone: {string.Join(", ", unreached.Order(StringComparer.Ordinal))}");
        }

        if (!stage.Silo.IsRunning)
        {
            report.Fault("The silo ended: " + stage.Silo.Output[^Math.Min(stage.Silo.Output.Length, 2_000)..]);
        }
        else if (after - before > MostGrowth)
        {
            report.Fault($"The silo grew by {(after - before) >> 20} MiB");
        }

        return report;
    }

    private static Task BurnAsync(FuzzStage stage, FuzzJudge judge, IReadOnlyList<Operation> operations, FireSettings settings, FireReport report, ConcurrentDictionary<string, int> seen, ConcurrentBag<string> unreached) =>
        Parallel.ForEachAsync(operations, new ParallelOptions { MaxDegreeOfParallelism = settings.Callers }, async (operation, _) =>
        {
            using var client = new RawClient(stage.Silo.Address);
            var chance = new Random(HashCode(settings.Seed, operation.Id));
            var requests = new FuzzRequests(stage, operation, chance);
            var reached = false;
            for (var n = 0; n < settings.Odd && stage.Silo.IsRunning; n++)
            {
                if (n % Round == 0)
                {
                    await RefreshAsync(stage, n / Round, report);
                    reached |= await RightlyAsync(stage, requests, one => AskAsync(client, judge, stage, one, report, seen));
                    foreach (var wrong in requests.WithWrongKeys())
                    {
                        await AskAsync(client, judge, stage, wrong, report, seen);
                    }
                }

                var odd = requests.Odd();
                reached |= await AskAsync(client, judge, stage, odd, report, seen) < 300 && odd.Operation == operation;
            }

            if (!reached)
            {
                unreached.Add(operation.Id);
            }

            settings.Say($"{operation.Id}: {report.Acknowledged} answered so far, {report.Faults.Count} faults shown");
        });

    /// <summary>Asks as described, as each of those who might; whoever has the scope is able. Whether it did anything.</summary>
    private static async Task<bool> RightlyAsync(FuzzStage stage, FuzzRequests requests, Func<FuzzCase, Task<int>> ask)
    {
        requests.Able.Clear();
        var reached = false;
        foreach (var caller in stage.Callers)
        {
            var status = await ask(requests.Right(caller));
            reached |= status < 300;
            if (status is not (401 or 403))
            {
                requests.Able.Add(caller);
            }
        }

        return reached;
    }

    /// <summary>Odd requests may change what is being made, so it is tried some times.</summary>
    private static async Task RefreshAsync(FuzzStage stage, int round, FireReport report)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await stage.RefreshAsync(stage.Tenants[round % stage.Tenants.Count]);
                return;
            }
            catch (Exception error) when (error is InvalidOperationException or IOException or TimeoutException or OperationCanceledException)
            {
                if (tries == RefreshTries)
                {
                    report.Fault("What requests stand on could not be made again: " + error.Message);
                    return;
                }
            }
        }
    }

    private static async Task<int> AskAsync(RawClient client, FuzzJudge judge, FuzzStage stage, FuzzCase one, FireReport report, ConcurrentDictionary<string, int> seen)
    {
        string Told(string fault) => $"{one.Operation?.Id ?? "-"}, {one.What}, as {one.Caller}: {fault}\n  {one.Request.ToCurl(stage.Silo.Address.ToString().TrimEnd('/'))}";
        try
        {
            var alone = Odd.BreaksHttp(one.Request) || one.Request.AnnouncedLength is not null;
            var answer = await client.SendAsync(one.Request, alone, Limit);
            report.Count();
            foreach (var fault in judge.Faults(one, answer).Where(fault => seen.AddOrUpdate(one.Operation?.Id + fault, 1, (_, count) => count + 1) == 1))
            {
                report.Fault(Told($"{fault}\n  {answer}"));
            }

            if (answer.Status < 300 && answer.IsJson)
            {
                one.Caller.Learn(answer.Text);
            }

            return answer.Status;
        }
        catch (IOException error)
        {
            report.Fault(Told("no answer: " + error.Message));
        }
        catch (OperationCanceledException)
        {
            report.Fault(Told($"no answer within {Limit}"));
        }

        return 599;
    }

    // The runtime's own hash of a text is another one in each process.
    private static int HashCode(int seed, string text) => text.Aggregate(seed, (hash, letter) => unchecked((hash * 31) + letter));
}
