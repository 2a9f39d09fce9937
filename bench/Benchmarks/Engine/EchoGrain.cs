using Orleans;

namespace Xerotier.Benchmarks.Engine;

[GrainType("benchmarks.echo")]
internal sealed class EchoGrain : Grain, IEcho
{
    public Task<int> Echo(int value) => Task.FromResult(value);
}
