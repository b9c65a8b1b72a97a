using System.Diagnostics;
using Actors.Runtime.Storage;

namespace Actors.Runtime.Turns;

/// <summary>One command on its way through a grain's mailbox.</summary>
/// <param name="command">What is asked; null when a reminder came due that means nothing to the grain.</param>
internal sealed class PendingTurn<TState, TCommand>(TCommand? command, Request request)
    where TCommand : class
{
    private readonly TaskCompletionSource<TurnAnswer<TState>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TCommand? Command { get; } = command;

    public Request Request { get; } = request;

    /// <summary>The row that goes with this turn, or null.</summary>
    public Consumed? Consumes { get; init; }

    /// <summary>The next occurrence of the reminder that this turn consumes, or null.</summary>
    public ReminderRow? Again { get; init; }

    /// <summary>The trace that it belongs to (W3C trace parent).</summary>
    public string Trace { get; init; } = Activity.Current?.Id ?? "";

    /// <summary>True when the caller no longer waits; it is not decided any more.</summary>
    public bool Abandoned { get; set; }

    /// <summary>
    /// Commits of this turn without an answer: when one of these turn ids shows up in the journal, that commit took
    /// place, and its answer is the one that was decided for it.
    /// </summary>
    public List<(byte[] TurnId, TurnAnswer<TState> Answer)> Unresolved { get; } = [];

    public Task<TurnAnswer<TState>> Answer => _answer.Task;

    public bool IsAnswered => _answer.Task.IsCompleted;

    public void Complete(TurnAnswer<TState> answer) => _answer.TrySetResult(answer);

    public void Fail(Exception error) => _answer.TrySetException(error);
}
