using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;

namespace Xerotier.Grains.Tests.Models;

public sealed class ModelVersionTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task RegisterAsync_AModel_IsReadyInItsFirstVersion()
    {
        var model = await TestModel.RegisterAsync(cluster);

        var info = await model.InfoAsync();

        (info.Status, info.Version, info.Servable, info.PreviousVersion).ShouldBe(("ready", "1.0.0", true, null));
        var versions = await model.Grain.ListVersionsAsync();
        versions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            version => version.Version.ShouldBe("1.0.0"),
            version => version.IsLatest.ShouldBeTrue(),
            version => version.Status.ShouldBe("ready"),
            version => version.Created.ShouldBe(info.Created));
    }

    [Fact]
    public async Task CreateVersionAsync_ANewOne_CopiesTheLatestAndDoesNotMoveThePointer()
    {
        var model = await TestModel.RegisterAsync(cluster);

        var created = (await model.Grain.CreateVersionAsync("2.0.0-rc.1+build", "Better")).Value!;

        (created.Notes, created.Status, created.IsLatest, created.Servable).ShouldBe(("Better", "ready", false, true));
        (await model.InfoAsync()).Version.ShouldBe("1.0.0");
        (await model.Grain.ListVersionsAsync()).Select(version => (version.Version, version.IsLatest)).ShouldBe(
            [("1.0.0", true), ("2.0.0-rc.1+build", false)]);
    }

    [Theory]
    [InlineData("1.0.0", FaultCode.VersionExists)]
    [InlineData("1.0", FaultCode.InvalidVersion)]
    [InlineData("01.0.0", FaultCode.InvalidVersion)]
    public async Task CreateVersionAsync_OneThatIsThereOrNone_IsRefused(string version, FaultCode code)
    {
        var model = await TestModel.RegisterAsync(cluster);

        var fault = (await model.Grain.CreateVersionAsync(version, null)).Fault!;

        (fault.Code, fault.Param).ShouldBe((code, "version"));
        (await model.Grain.ListVersionsAsync()).Length.ShouldBe(1);
    }

    [Fact]
    public async Task ActivateVersionAsync_ForthAndBack_MovesOnePointer()
    {
        var model = await TestModel.RegisterAsync(cluster);
        await model.Grain.CreateVersionAsync("2.0.0", null);

        (await model.Grain.ActivateVersionAsync("2.0.0")).Value!.IsLatest.ShouldBeTrue();
        (await model.Grain.ActivateVersionAsync("2.0.0")).Value!.IsLatest.ShouldBeTrue();

        var promoted = await model.InfoAsync();
        (promoted.Version, promoted.PreviousVersion).ShouldBe(("2.0.0", "1.0.0"));
        (await model.Grain.ActivateVersionAsync("1.0.0")).Fault.ShouldBeNull();
        var back = await model.InfoAsync();
        (back.Version, back.PreviousVersion).ShouldBe(("1.0.0", "2.0.0"));
        (await model.Grain.ActivateVersionAsync("3.0.0")).Fault!.Code.ShouldBe(FaultCode.VersionNotFound);
    }

    [Fact]
    public async Task ActivateVersionAsync_ByManyAtOnce_LeavesExactlyOneLatest()
    {
        var model = await TestModel.RegisterAsync(cluster);
        string[] versions = [.. Enumerable.Range(2, 20).Select(major => $"{major}.0.0")];
        await Task.WhenAll(versions.Select(version => model.Grain.CreateVersionAsync(version, null).AsTask()));

        var promoted = await Task.WhenAll(
            versions.Select(version => model.Grain.ActivateVersionAsync(version).AsTask()));

        promoted.ShouldAllBe(result => result.Fault == null);
        var listed = await model.Grain.ListVersionsAsync();
        listed.Length.ShouldBe(21);
        listed.Count(version => version.IsLatest).ShouldBe(1);
        listed.Single(version => version.IsLatest).Version.ShouldBe((await model.InfoAsync()).Version);
    }

    [Fact]
    public async Task Versions_AfterARestart_AreAsTheyWere()
    {
        await using var other = new OwnCluster();
        var model = await TestModel.RegisterAsync(await other.StartAsync());
        await model.Grain.CreateVersionAsync("2.0.0", "Better");
        await model.Grain.ActivateVersionAsync("2.0.0");
        var before = await model.Grain.ListVersionsAsync();

        await other.Cluster.RestartAsync();

        (await model.Grain.ListVersionsAsync()).ShouldBe(before);
        (await model.InfoAsync()).PreviousVersion.ShouldBe("1.0.0");
    }

    [Fact]
    public async Task AddEndpointAsync_AnEndpoint_KeepsTheModelUntilItGoes()
    {
        var model = await TestModel.RegisterAsync(cluster);
        (await model.Grain.AddEndpointAsync("proj_a/chat", "9.0.0")).Fault!.Code.ShouldBe(FaultCode.VersionNotFound);
        await model.Grain.AddEndpointAsync("proj_a/chat", null);
        await model.Grain.AddEndpointAsync("proj_a/chat", "1.0.0");
        (await model.InfoAsync()).Deployments.ShouldBe(1);

        (await model.Grain.DeleteAsync()).Fault!.Code.ShouldBe(FaultCode.ModelInUse);
        await model.Grain.RemoveEndpointAsync("proj_a/chat");

        (await model.Grain.DeleteAsync()).Fault.ShouldBeNull();
        (await model.Grain.GetAsync()).Fault!.Code.ShouldBe(FaultCode.ModelNotFound);
    }

    [Fact]
    public async Task PatchAsync_SomeMembers_KeepsTheOthers()
    {
        var model = await TestModel.RegisterAsync(cluster);
        await model.Grain.PatchAsync(new ModelPatch(Description: "First", License: "mit"));

        var patched = (await model.Grain.PatchAsync(new ModelPatch(Name: "Small", License: ""))).Value!;

        (patched.Spec.Name, patched.Spec.Description, patched.License, patched.Spec.WorkloadType).ShouldBe(
            ("Small", "First", null, "chat"));
    }

    [Fact]
    public async Task ShareAsync_AModel_StartsDeployableAndLosesItsRoleWhenUnshared()
    {
        var model = await TestModel.RegisterAsync(cluster);
        (await model.Grain.SetCatalogRoleAsync(CatalogRoles.Shared)).Fault!.Code.ShouldBe(FaultCode.InvalidState);

        (await model.Grain.ShareAsync()).Value!.CatalogRole.ShouldBe(CatalogRoles.Deployable);
        await model.Grain.SetCatalogRoleAsync(CatalogRoles.Shared);
        (await model.Grain.ShareAsync()).Value!.CatalogRole.ShouldBe(CatalogRoles.Shared);
        var unshared = (await model.Grain.UnshareAsync()).Value!;

        (unshared.IsShared, unshared.CatalogRole).ShouldBe((false, null));
    }

    private sealed class OwnCluster : IAsyncDisposable
    {
        public GrainCluster Cluster { get; } = new();

        public async Task<GrainCluster> StartAsync()
        {
            await Cluster.InitializeAsync();
            return Cluster;
        }

        public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();
    }
}
