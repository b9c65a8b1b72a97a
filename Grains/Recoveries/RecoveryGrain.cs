namespace Actors.Recoveries;

/// <summary>The shell of recoveries; the rules stand in <see cref="Recovery"/>.</summary>
internal sealed class RecoveryGrain(IGrainHost<RecoveryCommand, RecoveryView> host) : Grain<RecoveryCommand, RecoveryView>(host), IRecoveryGrain;
