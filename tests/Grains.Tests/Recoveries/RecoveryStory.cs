using Actors.Tests;
using Actors.Webhooks;

namespace Actors.Recoveries.Tests;

/// <summary>Stories about a recovery.</summary>
internal static class RecoveryStory
{
    public static readonly DateTimeOffset T0 = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);

    public static Story<Recovery, RecoveryCommand, RecoveryEvent, RecoveryView> Given(params RecoveryCommand[] commands) =>
        new Story<Recovery, RecoveryCommand, RecoveryEvent, RecoveryView>(new RecoveryModel()).Given(commands);

    public static RecoveryCommand.Start Start() => new(
        "acc_a", DataEnvironment.Sandbox, "rec_1", "we_1", T0.AddHours(-1), T0, ["order.*"], RecoveryKinds.Undelivered, DryRun: false, PerSecond: 10, T0);

    /// <summary>Three events were found, up to sequence 9.</summary>
    public static RecoveryCommand.Count Count(long after = 0, int found = 3, bool end = true) => new(after, 9, found, end, T0);

    public static RecoveryCommand.Push Push(long after = 0, long through = 5, bool end = false, params int[] events) =>
        new(after, through, [.. events.Select(Item)], end, T0);

    private static FeedItem Item(int n) => new($"evt_{n}", "order.created", "po_1", "{}") { Sequence = n };
}
