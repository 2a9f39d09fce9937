using Orleans.TestingHost;

namespace Xerotier.Benchmarks.Engine;

/// <summary>A silo and a client.</summary>
internal static class OneSilo
{
    public static async Task<InProcessTestCluster> StartAsync()
    {
        var cluster = new InProcessTestClusterBuilder(1).Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
