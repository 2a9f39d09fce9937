using Microsoft.Extensions.DependencyInjection;
using Xerotier.ApiHost.Inference;
using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Tests.Inference;

public sealed class HostLeasesTests
{
    [Fact]
    public async Task Reassert_LeasesHeld_NamesThemAndLastOfAllNone()
    {
        await using var scene = await Scene.StartAsync();
        var leases = scene.Services.GetRequiredService<HostLeases>();
        var hold = leases.Hold(Guid.NewGuid(), leases.NextId(), 42);

        leases.Reassert();
        hold.Release(LeaseOutcome.Success);
        leases.Reassert();
        leases.Reassert();

        var held = scene.Grains.Reasserted.ToArray();
        held.Length.ShouldBe(2);
        held[0].Leases.ShouldBe([new HeldLease(hold.Id.Number, 42)]);
        (held[0].HostId, held[0].HostEpoch).ShouldBe((hold.Id.HostId, hold.Id.HostEpoch));
        held[1].Leases.ShouldBeEmpty();
    }

    [Fact]
    public async Task Release_Twice_TellsTheGrainOnce()
    {
        await using var scene = await Scene.StartAsync();
        var leases = scene.Services.GetRequiredService<HostLeases>();
        var hold = leases.Hold(Guid.NewGuid(), leases.NextId(), 1);

        hold.Release(LeaseOutcome.Success, 1, 2, 3, 4);
        hold.Release(LeaseOutcome.ClientFault);

        (await scene.Grains.NextReleaseAsync()).ShouldBe(new LeaseRelease(hold.Id, LeaseOutcome.Success, 1, 2, 3, 4));
        scene.Grains.Releases.Reader.Count.ShouldBe(0);
        leases.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Stop_LeasesHeld_AreGivenBack()
    {
        var settings = new Dictionary<string, string?> { ["Tunnels:DrainTimeout"] = "00:00:00" };
        await using var scene = await Scene.StartAsync(TimeProvider.System, settings);
        var leases = scene.Services.GetRequiredService<HostLeases>();
        var hold = leases.Hold(Guid.NewGuid(), leases.NextId(), 1);

        await scene.StopAsync();

        (await scene.Grains.NextReleaseAsync()).Id.ShouldBe(hold.Id);
    }
}
