using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Silos;

/// <summary>Several silos: placement, stop, kill and restart.</summary>
public sealed class SiloTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster = Build();

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Kill_CallIsPending_CallerGetsSiloUnavailable()
    {
        var (survivor, victim) = (_cluster.Silos[0], _cluster.Silos[1]);
        var gate = Journal.NewKey();
        var grain = Factory(survivor).GetGrain<ILocalSettler>(await SettleAt(victim));
        var pending = grain.Block(gate);
        await Journal.NextAsync<string>(gate, "the pending call");

        await _cluster.KillSiloAsync(victim);

        await Should.ThrowAsync<SiloUnavailableException>(() => pending.WithinDeadline("the end of the pending call"));
        Journal.Open(gate);
    }

    [Fact]
    public async Task Kill_NextCall_ActivatesOnTheSurvivor()
    {
        var (survivor, victim) = (_cluster.Silos[0], _cluster.Silos[1]);
        var key = await SettleAt(victim);

        await _cluster.KillSiloAsync(victim);

        (await WhereAsync(survivor, key)).ShouldBe(survivor.SiloAddress);
    }

    [Fact]
    public async Task Stop_DeactivatesAndNextCallActivatesElsewhere()
    {
        var (survivor, leaving) = (_cluster.Silos[0], _cluster.Silos[1]);
        var key = await SettleAt(leaving);

        await _cluster.StopSiloAsync(leaving);

        (await Journal.NextAsync<string>(key, "the deactivation"))
            .ShouldBe(nameof(DeactivationReasonCode.ShuttingDown));
        (await WhereAsync(survivor, key)).ShouldBe(survivor.SiloAddress);
    }

    [Fact]
    public async Task Restart_SiloHasItsNameAndANewAddress()
    {
        var old = _cluster.Silos[1];

        var restarted = await _cluster.RestartSiloAsync(old);

        restarted!.Name.ShouldBe(old.Name);
        restarted.SiloAddress.ShouldNotBe(old.SiloAddress);
        (await Factory(restarted).GetGrain<ILocalSettler>(Journal.NewKey()).Where()).ShouldBe(restarted.SiloAddress);
    }

    [Fact]
    public async Task StartAdditional_ServesCalls()
    {
        var added = await _cluster.StartAdditionalSiloAsync();

        _cluster.Silos.Count.ShouldBe(3);
        (await Factory(added).GetGrain<ILocalSettler>(Journal.NewKey()).Where()).ShouldBe(added.SiloAddress);
    }

    [Fact]
    public async Task PreferLocal_FirstCallerDecides_AllFindTheSame()
    {
        foreach (var silo in _cluster.Silos)
        {
            var key = await SettleAt(silo);
            foreach (var other in _cluster.Silos)
                (await Factory(other).GetGrain<ILocalSettler>(key).Where()).ShouldBe(silo.SiloAddress);
        }
    }

    [Fact]
    public async Task HashBased_KeyDecides()
    {
        var places = new HashSet<SiloAddress>();
        for (var i = 0; i < 50; i++)
            places.Add(await _cluster.Client.GetGrain<IHashedSettler>($"key-{i}").Where());

        places.ShouldBe(_cluster.Silos.Select(static s => s.SiloAddress), ignoreOrder: true);
    }

    [Fact]
    public async Task Default_ManyGrains_AreSpread()
    {
        var places = new HashSet<SiloAddress>();
        for (var i = 0; i < 50; i++)
            places.Add(await _cluster.Client.GetGrain<IFreeSettler>(Journal.NewKey()).Where());

        places.ShouldBeSubsetOf(_cluster.Silos.Select(static s => s.SiloAddress));
    }

    [Fact]
    public void Details_NameTheSilo()
    {
        var details = _cluster.Silos.Select(s => s.ServiceProvider.GetRequiredService<ILocalSiloDetails>()).ToArray();

        details.Select(static d => d.Name).ShouldBe(_cluster.Silos.Select(static s => s.Name));
        details.Select(static d => d.SiloAddress).ShouldBe(_cluster.Silos.Select(static s => s.SiloAddress));
        details.ShouldAllBe(d => d.ClusterId == _cluster.Options.ClusterId);
    }

    private static InProcessTestCluster Build()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 1;
            options.NumVotesForDeathDeclaration = 1;
        }));
        return builder.Build();
    }

    private static IGrainFactory Factory(InProcessSiloHandle silo) =>
        silo.ServiceProvider.GetRequiredService<IGrainFactory>();

    private static async Task<string> SettleAt(InProcessSiloHandle silo)
    {
        var key = Journal.NewKey();
        (await Factory(silo).GetGrain<ILocalSettler>(key).Where()).ShouldBe(silo.SiloAddress);
        return key;
    }

    // Where a silo has just gone, a call may still be sent to it and fail; callers try again.
    private static async Task<SiloAddress> WhereAsync(InProcessSiloHandle caller, string key)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Factory(caller).GetGrain<ILocalSettler>(key).Where().WithinDeadline("the grain's place");
            }
            catch (OrleansException) when (attempt < 10)
            {
                await Task.Yield();
            }
        }
    }
}
