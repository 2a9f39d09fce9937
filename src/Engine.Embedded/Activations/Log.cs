using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Xerotier.Engine.Activations;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Failed to activate {Grain}.")]
    public static partial void ActivationFailed(ILogger logger, Exception failure, GrainId grain);

    [LoggerMessage(2, LogLevel.Warning, "Failed to deactivate {Grain} cleanly.")]
    public static partial void DeactivationFailed(ILogger logger, Exception failure, GrainId grain);
}
