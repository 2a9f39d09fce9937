using Microsoft.Extensions.Logging;

namespace Xerotier.Engine.Hosting;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A part of the silo failed to stop.")]
    public static partial void StopFailed(ILogger logger, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "{Count} activations were still active when the silo stopped.")]
    public static partial void ActivationsLeft(ILogger logger, int count);
}
