using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Xerotier.Engine.Streams;

/// <summary>Log messages of streams.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Subscription {Subscription} of stream {Stream} failed to take a batch.")]
    public static partial void DeliveryFailed(ILogger logger, Exception failure, StreamId stream, Guid subscription);

    [LoggerMessage(2, LogLevel.Warning, "Subscription {Subscription} of stream {Stream} failed to take an error.")]
    public static partial void ReportFailed(ILogger logger, Exception failure, StreamId stream, Guid subscription);

    [LoggerMessage(3, LogLevel.Warning,
        "{Consumer} has no observer for subscription {Subscription} of stream {Stream}; the batch is dropped.")]
    public static partial void NoObserver(ILogger logger, string consumer, Guid subscription, StreamId stream);

    [LoggerMessage(4, LogLevel.Warning, "Filter {Filter} failed for an item of stream {Stream}; it is delivered.")]
    public static partial void FilterFailed(ILogger logger, Exception failure, string filter, StreamId stream);
}
