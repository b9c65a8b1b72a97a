namespace Actors.Runtime.Diagnostics;

/// <summary>Log ids: 1000s turns, 2000s due work, 3000s silo.</summary>
internal static class EventIds
{
    public const int CommitFailed = 1001;
    public const int TurnFailed = 1002;
    public const int CommitUnknown = 1003;
    public const int StateUnreadable = 1004;
    public const int PumpFailed = 2001;
    public const int ReminderFailed = 2002;
    public const int MessageFailed = 2003;
    public const int MessageParked = 2004;
    public const int SiloStarted = 3001;
    public const int SiloStopping = 3002;
    public const int HeartbeatFailed = 3003;
    public const int CallsDropped = 3004;
    public const int CallsNotWritten = 3005;
    public const int CallsAbandoned = 3006;
    public const int ClockFarOff = 3007;
}
