using Orleans;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Turns;

internal abstract class InterleavingGrain : Grain, IInterleaving
{
    public Task Block(string gate)
    {
        Journal.Write(this.GetPrimaryKeyString(), "blocked");
        return Journal.PassAsync(gate);
    }

    public Task<string> Pass(string word) => Task.FromResult(word);
}

[Reentrant]
[GrainType("engine-tests.reentrant")]
internal sealed class ReentrantGrain : InterleavingGrain, IReentrant;

[MayInterleave(nameof(IsPassing))]
[GrainType("engine-tests.selective")]
internal sealed class SelectiveGrain : InterleavingGrain, ISelective
{
    public static bool IsPassing(IInvokable call) =>
        call.GetMethodName() == nameof(Pass) && (string)call.GetArgument(0)! == "now";
}
