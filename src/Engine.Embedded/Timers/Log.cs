using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Xerotier.Engine.Timers;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A timer callback of {Grain} failed.")]
    public static partial void TickFailed(ILogger logger, Exception failure, GrainId grain);
}
