using Actors.Recoveries;
using Actors.Tests.Webhooks;

namespace Actors.Tests.Recoveries;

/// <summary>Recoveries of the endpoint <c>we_1</c> of the account <c>acc</c>.</summary>
internal static class RecoverySteps
{
    public static Task Begin(
        this LiveSilo silo, string id, string which = RecoveryKinds.Undelivered, bool dryRun = false, int perSecond = 1_000)
    {
        var now = TimeProvider.System.GetUtcNow();
        return silo.Tell(id, new RecoveryCommand.Start(
            "acc", DataEnvironment.Production, id, "we_1", now.AddHours(-1), now.AddSeconds(1), [], which, dryRun, perSecond, now));
    }

    public static async Task Tell(this LiveSilo silo, string id, RecoveryCommand command) =>
        (await silo.Grains.Get<IRecoveryGrain>(id).Execute(command, new Request("test", TimeProvider.System.GetUtcNow()))).ShouldBeOfType<Reply<RecoveryView>.Done>();

    public static async Task<RecoveryView> Recover(this LiveSilo silo, string id, string which, bool dryRun = false)
    {
        await silo.Begin(id, which, dryRun);
        return await silo.Ended(id);
    }

    public static Task<RecoveryView> Ended(this LiveSilo silo, string id) => silo.Ends(id, RecoveryStatus.Done);

    /// <summary>Returns when it has a status.</summary>
    public static async Task<RecoveryView> Ends(this LiveSilo silo, string id, string status)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var found = (await silo.Grains.Get<IRecoveryGrain>(id).Read(soon.Token))!;
            if (found.Value.Status == status)
            {
                return found.Value;
            }

            await silo.Grains.WaitForChange(new GrainId(GrainTypeNames.Recovery, id), found.Version, soon.Token);
        }
    }
}
