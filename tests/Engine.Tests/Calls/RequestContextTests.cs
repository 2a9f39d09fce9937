using Orleans.Runtime;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Calls;

[Collection(ClusterCollection.Name)]
public sealed class RequestContextTests(EngineCluster cluster)
{
    private readonly string _key = Journal.NewKey();

    [Fact]
    public async Task Set_ByClient_GrainSeesIt()
    {
        RequestContext.Set("trace", "t-1");

        (await Traced().Read("trace")).ShouldBe("t-1");
    }

    [Fact]
    public async Task Set_ByClient_GrainBehindTheGrainSeesIt()
    {
        RequestContext.Set("trace", "t-2");

        (await Traced().ReadAt(Journal.NewKey(), "trace")).ShouldBe("t-2");
    }

    [Fact]
    public async Task Change_ByCallee_CallerKeepsItsValue()
    {
        RequestContext.Set("trace", "t-3");

        (await Traced().ReadAfter(Journal.NewKey(), "trace")).ShouldBe("t-3");
        await Traced().Change("trace", "other");
        RequestContext.Get("trace").ShouldBe("t-3");
    }

    [Fact]
    public async Task Change_ByOneCall_NextCallDoesNotSeeIt()
    {
        await Traced().Change("trace", "left behind");

        (await Traced().Read("trace")).ShouldBeNull();
    }

    [Fact]
    public async Task Remove_Value_IsNotSentAnyMore()
    {
        RequestContext.Set("trace", "t-4");
        RequestContext.Set("other", "o-4");

        RequestContext.Remove("trace").ShouldBeTrue();
        RequestContext.Remove("trace").ShouldBeFalse();

        (await Traced().Read("trace")).ShouldBeNull();
        (await Traced().Read("other")).ShouldBe("o-4");
    }

    [Fact]
    public async Task Clear_Values_AreNotSentAnyMore()
    {
        RequestContext.Set("trace", "t-5");

        RequestContext.Clear();

        (await Traced().Read("trace")).ShouldBeNull();
    }

    [Fact]
    public async Task Set_InParallelFlows_EachCallHasItsOwn()
    {
        var traces = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            await Task.Yield();
            RequestContext.Set("trace", $"t-{i}");
            return await Traced().ReadAt(Journal.NewKey(), "trace");
        }));

        traces.ShouldBe(Enumerable.Range(0, 20).Select(static i => $"t-{i}"));
        RequestContext.Get("trace").ShouldBeNull();
    }

    private ITraced Traced() => cluster.Client.GetGrain<ITraced>(_key);
}
