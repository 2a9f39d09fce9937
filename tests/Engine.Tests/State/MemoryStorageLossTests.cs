using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.State;

public sealed class MemoryStorageLossTests
{
    [Fact]
    public async Task Write_SiloKilled_StateIsGone()
    {
        var key = Journal.NewKey();
        await using var cluster = Build();
        await cluster.DeployAsync();
        await cluster.Client.GetGrain<ICounter>(key).Write(1);

        await cluster.KillSiloAsync(cluster.Silos[0]);
        var next = await cluster.StartAdditionalSiloAsync();
        await cluster.WaitForLivenessToStabilizeAsync(didKill: true);

        var grains = next.SiloHost.Services.GetRequiredService<IGrainFactory>();
        (await grains.GetGrain<ICounter>(key).View().WithinDeadline("the new silo")).Exists.ShouldBeFalse();
    }

    private static InProcessTestCluster Build()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorageAsDefault();
            silo.AddMemoryGrainStorage(EngineCluster.OtherStorage);
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromSeconds(1);
                options.NumMissedProbesLimit = 1;
                options.NumVotesForDeathDeclaration = 1;
            });
        });
        return builder.Build();
    }
}
