using Actors.Runtime.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Clocks;

internal sealed partial class StoreClock
{
    [LoggerMessage(
        EventIds.ClockFarOff, LogLevel.Warning,
        "This machine's clock is {Seconds:0.0} s ahead of the database's (less than zero: behind). The silo works by the database's; set the machine's (NTP)")]
    private static partial void LogFarOff(ILogger logger, double seconds);
}
