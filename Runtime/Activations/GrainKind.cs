using Actors.Runtime.Storage;

namespace Actors.Runtime.Activations;

/// <summary>A registered grain type, as the pumps, lists and the verify command use it.</summary>
internal abstract class GrainKind
{
    public abstract GrainModel Model { get; }

    /// <summary>JSON of a command, for a message to a grain of this type.</summary>
    public abstract string EncodeCommand(object command);

    /// <summary>Runs the turn that a due reminder stands for; the reminder goes with its commit (G5).</summary>
    public abstract Task WakeAsync(ClaimedReminder reminder, DateTimeOffset now);

    /// <summary>Runs the turn that a message asks for; the message goes with its commit (G5). Null, or why it was refused.</summary>
    public abstract Task<Rejection?> DeliverAsync(GrainId target, ClaimedMessage message, DateTimeOffset now);

    /// <summary>Replays a journal and says what the stored state should be, as JSON.</summary>
    public abstract ReplayedState Replay(GrainRow row, IReadOnlyList<JournalRow> journal);
}

/// <summary>What replaying a journal gave, and the stored state in the same spelling.</summary>
internal readonly record struct ReplayedState(string Replayed, string Stored);
