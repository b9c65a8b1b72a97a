namespace Actors.Recoveries;

/// <summary>
/// One job that pushes the events of a time range to one endpoint once more (MM-26, UE-24). It outlives silos: each
/// piece of the log is one commit, and each event is handed to its feed once. Key: <c>rec_…</c>.
/// </summary>
public interface IRecoveryGrain : IGrain<RecoveryCommand, RecoveryView>;
