using Orleans;

namespace Xerotier.Engine.Tests.State;

[GenerateSerializer]
[Alias("Xerotier.Engine.Tests.CounterState")]
internal sealed class CounterState
{
    [Id(0)]
    public int Count { get; set; } = 10;

    [Id(1)]
    public List<string> Notes { get; set; } = [];
}
