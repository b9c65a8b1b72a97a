using Actors.Runtime.Storage;

namespace Actors.Runtime.Tests.Hosting;

/// <summary>Holds the commits of a silo: a test knows when one has arrived, and lets them go.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Closes the way to the store, for the commits that include one grain or for all.</summary>
    public static Gate Before(FaultyStore store, string? counter = null)
    {
        var gate = new Gate();
        store.BeforeCommit = commits => counter is null || commits.Any(commit => commit.Id.Key == counter) ? gate.PassAsync() : Task.CompletedTask;
        return gate;
    }

    /// <summary>Returns when a commit waits.</summary>
    public Task Arrived(string what) => WithinAsync(_arrived.Task, $"{what} did not reach the store");

    public void Open() => _open.TrySetResult();

    public static async Task WithinAsync(Task task, string complaint)
    {
        try
        {
            await task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(complaint + " within 60 seconds");
        }
    }

    private Task PassAsync()
    {
        _arrived.TrySetResult();
        return _open.Task;
    }
}
