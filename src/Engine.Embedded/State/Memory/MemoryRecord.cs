using Orleans;

namespace Xerotier.Engine.State.Memory;

/// <summary>A record in memory.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record MemoryRecord([property: Id(0)] byte[] Payload, [property: Id(1)] string Version);
