using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Xerotier.Engine.Reminders;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Could not read the reminders.")]
    public static partial void ReadFailed(ILogger logger, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "Reminder {Name} of {Grain} failed.")]
    public static partial void SendFailed(ILogger logger, Exception failure, string name, GrainId grain);
}
