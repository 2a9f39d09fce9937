using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Storage;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.State;

[Collection(ClusterCollection.Name)]
public sealed class StateConflictTests(EngineCluster cluster)
{
    private readonly string _key = Journal.NewKey();

    [Fact]
    public async Task Write_RowChangedByAnother_Throws()
    {
        await Counter().Write(1);
        await ChangeRowAsync(2);

        await Should.ThrowAsync<InconsistentStateException>(() => Counter().Write(3));
    }

    [Fact]
    public async Task Clear_RowChangedByAnother_Throws()
    {
        await Counter().Write(1);
        await ChangeRowAsync(2);

        await Should.ThrowAsync<InconsistentStateException>(() => Counter().Clear());
    }

    [Fact]
    public async Task Write_RowMadeByAnother_Throws()
    {
        await Counter().View();
        await ChangeRowAsync(2);

        await Should.ThrowAsync<InconsistentStateException>(() => Counter().Write(3));
    }

    [Fact]
    public async Task Conflict_EndsTheActivation_NextOneHasTheStoredState()
    {
        await Counter().Write(1);
        await ChangeRowAsync(2);
        await Should.ThrowAsync<InconsistentStateException>(() => Counter().Write(3));

        (await Counter().View()).Count.ShouldBe(2);
        (await Counter().Write(4)).Count.ShouldBe(4);
    }

    private async Task ChangeRowAsync(int count)
    {
        var storage = cluster.SiloServices.GetRequiredService<IGrainStorage>();
        var row = new GrainState<CounterState>();
        await storage.ReadStateAsync(CounterGrain.StateName, Counter().GetGrainId(), row);
        row.State ??= new();
        row.State.Count = count;
        await storage.WriteStateAsync(CounterGrain.StateName, Counter().GetGrainId(), row);
    }

    private ICounter Counter() => cluster.Client.GetGrain<ICounter>(_key);
}
