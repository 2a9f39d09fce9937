using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Streams;

/// <summary>An explicit subscription as it is stored.</summary>
[GenerateSerializer]
[Alias("Xerotier.Engine.SubscriptionRow")]
[Immutable]
internal sealed record SubscriptionRow([property: Id(0)] Guid Id, [property: Id(1)] GrainId Consumer);
