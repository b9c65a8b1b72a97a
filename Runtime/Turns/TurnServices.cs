using Actors.Runtime.Diagnostics;
using Actors.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Turns;

/// <summary>What every turn of this silo shares.</summary>
internal sealed record TurnServices(
    ITurnStore Store,
    Loader Loader,
    Committer Committer,
    RuntimeOptions Options,
    RuntimeMetrics Metrics,
    TurnSignals Signals,
    IGrainCommands Commands,
    Func<byte[]> NewTurnId,
    Backoff Backoff,
    ILogger Logger);

/// <summary>Writes a command to any grain type as JSON: for messages from grain to grain.</summary>
internal interface IGrainCommands
{
    string Encode(GrainId target, object command);
}
