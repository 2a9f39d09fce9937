using Orleans;

namespace Xerotier.Engine.Tests.State;

[GenerateSerializer]
[Alias("Xerotier.Engine.Tests.CounterView")]
[Immutable]
internal sealed record CounterView(
    [property: Id(0)] int Count,
    [property: Id(1)] bool Exists,
    [property: Id(2)] string? Etag,
    [property: Id(3)] string Notes);
