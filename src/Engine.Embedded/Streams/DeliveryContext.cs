using Microsoft.Extensions.Logging;

namespace Xerotier.Engine.Streams;

/// <summary>What the deliveries of one stream share.</summary>
/// <param name="LongestDelivery">How long one batch is offered to a subscriber.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">The log.</param>
/// <param name="KeepAlive">Keeps the stream for so long.</param>
/// <param name="Forget">Removes the subscription of a client that is gone.</param>
internal sealed record DeliveryContext(
    TimeSpan LongestDelivery, TimeProvider Time, ILogger Logger, Action<TimeSpan> KeepAlive, Action<Guid> Forget);
