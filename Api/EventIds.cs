namespace Actors.Api;

/// <summary>The numbers of this project's log messages: 5000 to 5999.</summary>
internal static class EventIds
{
    public const int RequestFailed = 5000;
    public const int RequestTroubled = 5001;
}
