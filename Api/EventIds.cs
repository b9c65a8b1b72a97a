namespace Actors.Api;

/// <summary>The numbers of this project's log messages: 3000 to 3999.</summary>
internal static class EventIds
{
    public const int RequestFailed = 3000;
    public const int RequestTroubled = 3001;
}
