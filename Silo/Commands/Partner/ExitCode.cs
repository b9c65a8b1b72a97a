namespace Actors.Commands.Partner;

/// <summary>How a partner's command ends; scripts compare it.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The API refused, or the receiver did not take what it was sent.</summary>
    public const int Refused = 1;

    /// <summary>The command line makes no sense, or there is no key.</summary>
    public const int Usage = 2;

    /// <summary>The API does not answer, or not in time.</summary>
    public const int Away = 3;
}
