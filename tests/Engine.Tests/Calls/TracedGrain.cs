using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Tests.Calls;

[GrainType("engine-tests.traced")]
internal sealed class TracedGrain : Grain, ITraced
{
    public async Task<string?> Read(string name)
    {
        await Task.Yield();
        return RequestContext.Get(name) as string;
    }

    public Task<string?> ReadAt(string other, string name) => GrainFactory.GetGrain<ITraced>(other).Read(name);

    public async Task<string?> ReadAfter(string other, string name)
    {
        await GrainFactory.GetGrain<ITraced>(other).Change(name, "changed by the callee");
        return RequestContext.Get(name) as string;
    }

    public Task Change(string name, string? value)
    {
        if (value is null) RequestContext.Remove(name);
        else RequestContext.Set(name, value);
        return Task.CompletedTask;
    }
}
