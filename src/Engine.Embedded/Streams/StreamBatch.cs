using Orleans;

namespace Xerotier.Engine.Streams;

/// <summary>Items that were published together.</summary>
[GenerateSerializer]
[Alias("xerotier.engine.stream-batch")]
[Immutable]
internal sealed record StreamBatch(
    [property: Id(0)] QualifiedStream Stream,
    [property: Id(1)] long Number,
    [property: Id(2)] IReadOnlyList<object?> Items);
