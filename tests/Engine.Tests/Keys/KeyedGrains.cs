using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Tests.Keys;

[GrainType("engine-tests.text-keyed")]
internal sealed class TextKeyedGrain : Grain, ITextKeyed
{
    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<GrainId> Id() => Task.FromResult(this.GetGrainId());
}

[GrainType("engine-tests.guid-keyed")]
internal sealed class GuidKeyedGrain : Grain, IGuidKeyed
{
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}

[GrainType("engine-tests.number-keyed")]
internal sealed class NumberKeyedGrain : Grain, INumberKeyed
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

[GrainType("engine-tests.guid-text-keyed")]
internal sealed class GuidTextKeyedGrain : Grain, IGuidTextKeyed
{
    public Task<(Guid Key, string? Text)> Key() => Task.FromResult((this.GetPrimaryKey(out var text), text));
}

[GrainType("engine-tests.number-text-keyed")]
internal sealed class NumberTextKeyedGrain : Grain, INumberTextKeyed
{
    public Task<(long Key, string? Text)> Key() => Task.FromResult((this.GetPrimaryKeyLong(out var text), text));
}

[GrainType("engine-tests.ambiguous-one")]
internal sealed class AmbiguousOneGrain : Grain, IAmbiguous
{
    public Task<string> Name() => Task.FromResult("one");
}

[GrainType("engine-tests.ambiguous-two")]
internal sealed class AmbiguousTwoGrain : Grain, IAmbiguous
{
    public Task<string> Name() => Task.FromResult("two");
}
