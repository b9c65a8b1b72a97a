using System.Collections.Concurrent;

namespace Actors.Runtime.Tests.Hosting;

/// <summary>Takes messages of the kind <c>test</c>, and lets a test wait for them.</summary>
internal sealed class Recorder : IDispatcher
{
    private readonly ConcurrentQueue<OutboxMessage> _messages = [];
    private readonly SemaphoreSlim _arrived = new(0);

    public string Kind => "test";

    /// <summary>What the receiver answers; delivered when nothing else is said.</summary>
    public Func<OutboxMessage, Task<DispatchResult>> Answer { get; set; } =
        _ => Task.FromResult<DispatchResult>(new DispatchResult.Delivered(Detail("delivered")));

    public IReadOnlyList<OutboxMessage> Messages => [.. _messages];

    public static AttemptDetail Detail(string outcome) => new(outcome, 200, TimeSpan.FromMilliseconds(3), "test:", "");

    public async Task<DispatchResult> Dispatch(OutboxMessage message, CancellationToken cancellationToken)
    {
        _messages.Enqueue(message);
        _arrived.Release();
        return await Answer(message);
    }

    /// <summary>Returns when so many more messages were sent.</summary>
    public async Task Arrived(int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await _arrived.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue($"message {i + 1} of {count} was not sent");
        }
    }
}
