using Actors.Webhooks;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Webhooks;

/// <summary>What is read from the log for an endpoint that is on again.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData("5,6,7", 7, "")]
    [InlineData("6,7", 7, "1 events between 5 and 7 ")]
    [InlineData("5,7", 7, "1 events between 5 and 7 ")]
    [InlineData("", 7, "3 events between 5 and 7 ")]
    [InlineData("", 4, "")]
    [Requirement("MM-19")]
    public async Task What_is_not_kept_any_more_is_passed_over_and_the_operator_is_told_how_much(string kept, long last, string told)
    {
        await using var rig = new Rig().With("https://partner.example", status: EndpointStatus.CatchingUp);
        var grains = new FakeGrains { Sequence = last };
        grains.Endpoints[Rig.Account] = rig.Grains.Endpoints[Rig.Account];
        var lines = new LogLines();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(lines));
        var log = new KeptEvents([.. kept.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(long.Parse).Select(n => new LoggedEvent(n, $"evt_{n}", "order.failed", "po_1", default, "{}"))]);

        await new ReplayDispatcher(grains, log, loggers.CreateLogger<ReplayDispatcher>()).Dispatch(
            Rig.Message(body: "5") with { Kind = EndpointAddress.ReplayKind }, CancellationToken.None);

        var replay = grains.Asked.ShouldHaveSingleItem().ShouldBeOfType<FeedCommand.Replay>();
        (replay.From, replay.Through, string.Join(',', replay.Items.Select(item => item.Sequence))).ShouldBe((5, last, kept));
        lines.Lines.Where(line => line.StartsWith("Warning", StringComparison.Ordinal)).Count(line => told.Length > 0 && line.Contains(told, StringComparison.Ordinal))
            .ShouldBe(told.Length > 0 ? 1 : 0);
        lines.Lines.Count(line => line.StartsWith("Warning", StringComparison.Ordinal)).ShouldBe(told.Length > 0 ? 1 : 0);
    }
}
