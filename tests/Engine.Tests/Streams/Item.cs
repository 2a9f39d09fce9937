using Orleans;

namespace Xerotier.Engine.Tests.Streams;

[GenerateSerializer]
[Alias("Xerotier.Engine.Tests.Item")]
[Immutable]
internal sealed record Item([property: Id(0)] int Number, [property: Id(1)] string? Text = null);
