namespace Actors.Webhooks;

/// <summary>What is logged of challenges.</summary>
internal sealed partial class ChallengeDispatcher
{
    [LoggerMessage(EventIds.Challenged, LogLevel.Information, "The challenge of {Destination} was not given back (attempt {Attempt}: {Outcome})")]
    private partial void LogChallenged(string destination, int attempt, string outcome);
}
