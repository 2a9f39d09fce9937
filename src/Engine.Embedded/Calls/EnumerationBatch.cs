using Orleans;

namespace Xerotier.Engine.Calls;

/// <summary>What one read of an enumeration brings.</summary>
[GenerateSerializer]
[Immutable]
internal readonly record struct EnumerationBatch<TItem>(
    [property: Id(0)] IReadOnlyList<TItem> Items, [property: Id(1)] EnumerationState State);
