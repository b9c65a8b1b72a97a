namespace Actors.Webhooks;

/// <summary>Numbers of this folder's log messages: 4100 to 4199.</summary>
internal static class EventIds
{
    public const int Delivered = 4100;
    public const int Failed = 4101;
    public const int Parked = 4102;
    public const int Stopped = 4104;
    public const int Challenged = 4105;
    public const int Missed = 4106;
}
