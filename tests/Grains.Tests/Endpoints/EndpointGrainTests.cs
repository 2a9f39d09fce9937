using Xerotier.Grains.Endpoints;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;

namespace Xerotier.Grains.Tests.Endpoints;

public sealed class EndpointGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private readonly string _project = "proj_" + Guid.NewGuid();

    [Fact]
    public async Task CreateAsync_ASlugThatIsTaken_IsRefusedToOthersOnly()
    {
        var spec = Spec(await RegisterAsync());
        await Endpoint().CreateAsync(spec);

        (await Endpoint().CreateAsync(spec)).Value!.Spec.Id.ShouldBe(spec.Id);
        (await Endpoint().CreateAsync(spec with { Id = Guid.NewGuid() })).Fault!.Code.ShouldBe(FaultCode.AlreadyExists);
    }

    [Fact]
    public async Task ResolveAsync_AnEndpoint_KnowsItsModel()
    {
        var model = await RegisterAsync();
        await Endpoint().CreateAsync(Spec(model));

        var route = (await Endpoint().ResolveAsync()).Value!;

        route.ServedName.ShouldBe("llama");
        route.ContextLength.ShouldBe(4096);
        route.Spec.ModelId.ShouldBe(model);
        route.LatestVersion.ShouldBe("1.0.0");
    }

    [Fact]
    public async Task CreateAsync_WithoutItsModelOrVersion_IsRefused()
    {
        (await Endpoint().ResolveAsync()).Fault!.Code.ShouldBe(FaultCode.EndpointNotFound);
        (await Endpoint().CreateAsync(Spec(Guid.NewGuid()))).Fault!.Code.ShouldBe(FaultCode.ModelNotFound);

        var unknown = await Endpoint().CreateAsync(Spec(await RegisterAsync()) with { Version = "2.0.0" });

        (unknown.Fault!.Code, unknown.Fault.Param).ShouldBe((FaultCode.VersionNotFound, "version"));
        (await Endpoint().GetAsync()).Fault!.Code.ShouldBe(FaultCode.EndpointNotFound);
    }

    [Fact]
    public async Task Endpoint_WhereverItGoes_IsKnownToItsModel()
    {
        var (first, second) = (await RegisterAsync(), await RegisterAsync());
        var spec = Spec(first);
        var created = (await Endpoint().CreateAsync(spec)).Value!;
        (await DeploymentsAsync(first)).ShouldBe(1);

        await Endpoint().UpdateAsync(spec with { ModelId = second }, created.Revision);
        (await DeploymentsAsync(first), await DeploymentsAsync(second)).ShouldBe((0, 1));

        await Endpoint().DeleteAsync();
        (await DeploymentsAsync(second)).ShouldBe(0);
    }

    [Fact]
    public async Task UpdateAsync_OfWhatOthersHaveChanged_ChangesNothing()
    {
        var spec = Spec(await RegisterAsync());
        var read = (await Endpoint().CreateAsync(spec)).Value!;
        var changed = (await Endpoint().UpdateAsync(spec with { Region = "us-east-1" }, read.Revision)).Value!;

        var late = await Endpoint().UpdateAsync(spec with { Fallback = true }, read.Revision);

        late.Fault!.Code.ShouldBe(FaultCode.InvalidState);
        (await Endpoint().GetAsync()).Value!.Spec.Fallback.ShouldBeFalse();
        (await Endpoint().UpdateAsync(changed.Spec with { Fallback = true }, changed.Revision)).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task DeleteAsync_AnEndpoint_LeavesRoomForAnother()
    {
        await Endpoint().CreateAsync(Spec(await RegisterAsync()));

        await Endpoint().DeleteAsync();
        await Endpoint().DeleteAsync();

        (await Endpoint().GetAsync()).Fault!.Code.ShouldBe(FaultCode.EndpointNotFound);
        (await Endpoint().CreateAsync(Spec(await RegisterAsync()))).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task RegisterAsync_WhileTheStoreIsDown_LeavesNothingBehind()
    {
        var id = Guid.NewGuid();
        var spec = new ModelSpec(_project, "Llama", "llama", "agent:llama", null, "chat");
        (await Model(id).GetAsync()).Fault!.Code.ShouldBe(FaultCode.ModelNotFound);
        cluster.Storage.Breaks(id, true);

        await Should.ThrowAsync<Exception>(() => Model(id).RegisterAsync(spec).AsTask());

        cluster.Storage.Breaks(id, false);
        (await Model(id).GetAsync()).Fault!.Code.ShouldBe(FaultCode.ModelNotFound);
        (await Model(id).RegisterAsync(spec)).Value!.Id.ShouldBe(id);
    }

    private async Task<Guid> RegisterAsync()
    {
        var id = Guid.NewGuid();
        await Model(id).RegisterAsync(new ModelSpec(_project, "Llama", "llama", "agent:llama", 4096, "chat"));
        return id;
    }

    private async Task<int> DeploymentsAsync(Guid model) => (await Model(model).GetAsync()).Value!.Deployments;

    private EndpointSpec Spec(Guid model) => new(
        Guid.NewGuid(), _project, "chat", model, "self_hosted", "chat", false, null, null, null, [], false, null);

    private IEndpointGrain Endpoint() =>
        cluster.Grains.GetGrain<IEndpointGrain>(GrainKeys.Endpoint(_project, "chat"));

    private IModelGrain Model(Guid id) => cluster.Grains.GetGrain<IModelGrain>(GrainKeys.Uuid(id));
}
