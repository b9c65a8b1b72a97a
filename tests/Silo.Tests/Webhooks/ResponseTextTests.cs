using Microsoft.AspNetCore.Http;

namespace Actors.Tests.Webhooks;

/// <summary>What is kept of an answer.</summary>
public sealed class ResponseTextTests
{
    [Fact]
    public async Task An_answer_without_end_is_cut_and_dropped()
    {
        var dropped = new TaskCompletionSource();
        await using var receiver = await Receiver.Start(async context =>
        {
            var chunk = new byte[8_192];
            chunk.AsSpan().Fill((byte)'x');
            context.RequestAborted.Register(dropped.SetResult);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
        });
        await using var rig = new Rig().With(receiver.Url);

        var result = await rig.Dispatch();

        result.ShouldBeOfType<DispatchResult.Delivered>().Detail.Response.ShouldBe(new string('x', 4_096));
        await dropped.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_receipt_counts_even_when_the_answer_does_not_end_in_time()
    {
        await using var receiver = await Receiver.Start(async context =>
        {
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            await Receiver.Hang(context);
        });
        await using var rig = new Rig(settings: ("Timeout", "00:00:05")).With(receiver.Url);

        (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Delivered>().Detail.Response.ShouldBe("half");
    }

    [Fact]
    public async Task Of_an_answer_the_first_characters_are_kept()
    {
        await using var receiver = await Receiver.Answering(200, new string('x', 4_095) + "éz");
        await using var rig = new Rig().With(receiver.Url);

        (await rig.Dispatch()).Detail.Response.ShouldBe(new string('x', 4_095) + "é");
    }
}
