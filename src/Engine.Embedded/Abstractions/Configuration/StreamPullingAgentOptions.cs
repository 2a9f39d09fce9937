namespace Orleans.Configuration;

/// <summary>How a stream provider delivers.</summary>
public class StreamPullingAgentOptions
{
    /// <summary>The default of <see cref="GetQueueMsgsTimerPeriod"/>.</summary>
    public static readonly TimeSpan DEFAULT_GET_QUEUE_MESSAGES_TIMER_PERIOD = TimeSpan.FromMilliseconds(100);

    /// <summary>The default of <see cref="MaxEventDeliveryTime"/>.</summary>
    public static readonly TimeSpan DEFAULT_MAX_EVENT_DELIVERY_TIME = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How often queues are polled. Default 100 ms. The embedded engine does not poll: it delivers at once.
    /// </summary>
    public TimeSpan GetQueueMsgsTimerPeriod { get; set; } = DEFAULT_GET_QUEUE_MESSAGES_TIMER_PERIOD;

    /// <summary>
    /// How long one batch is offered to a subscriber that fails, before it is skipped. Default 1 min.
    /// </summary>
    public TimeSpan MaxEventDeliveryTime { get; set; } = DEFAULT_MAX_EVENT_DELIVERY_TIME;
}
