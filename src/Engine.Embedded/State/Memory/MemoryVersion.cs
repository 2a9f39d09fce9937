using Orleans;

namespace Xerotier.Engine.State.Memory;

/// <summary>The outcome of a write: whether it was done, and the version that is stored now.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record MemoryVersion([property: Id(0)] bool Done, [property: Id(1)] string? Stored);
