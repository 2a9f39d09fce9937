using Orleans.TestingHost;
using Xerotier.Engine.Tests.Activations;

namespace Xerotier.Engine.Tests.Hosting;

public sealed class KillTests
{
    [Fact]
    public async Task Kill_ActivationsAreGoneWithoutDeactivation()
    {
        var key = $"killed-{Guid.NewGuid()}";
        await using var cluster = new InProcessTestClusterBuilder(1).Build();
        await cluster.DeployAsync();
        var first = await cluster.Client.GetGrain<ISleeper>(key).Activation();

        await cluster.KillSiloAsync(cluster.Silos[0]);
        await cluster.StartAdditionalSiloAsync();

        (await cluster.Client.GetGrain<ISleeper>(key).Activation()).ShouldNotBe(first);
        SleeperGrain.Ends.ShouldNotContainKey(key);
    }
}
