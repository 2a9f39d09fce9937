using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Streams;

/// <summary>An explicit subscription as it is stored.</summary>
[GenerateSerializer]
[Alias("xerotier.engine.subscription-row")]
[Immutable]
internal sealed record SubscriptionRow(
    [property: Id(0)] Guid Id, [property: Id(1)] GrainId Consumer, [property: Id(2)] string? FilterData = null);
