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
        var spec = Spec(Guid.NewGuid());
        await Endpoint().CreateAsync(spec);

        (await Endpoint().CreateAsync(spec)).Value!.Spec.Id.ShouldBe(spec.Id);
        (await Endpoint().CreateAsync(spec with { Id = Guid.NewGuid() })).Fault!.Code.ShouldBe(FaultCode.AlreadyExists);
    }

    [Fact]
    public async Task ResolveAsync_AnEndpoint_KnowsItsModel()
    {
        var model = Guid.NewGuid();
        await Model(model).RegisterAsync(new ModelSpec(_project, "Llama", "llama", "agent:llama", 4096, "chat"));
        await Endpoint().CreateAsync(Spec(model));

        var route = (await Endpoint().ResolveAsync()).Value!;

        route.ServedName.ShouldBe("llama");
        route.ContextLength.ShouldBe(4096);
        route.Spec.ModelId.ShouldBe(model);
    }

    [Fact]
    public async Task ResolveAsync_WithoutItsModel_SaysSo()
    {
        (await Endpoint().ResolveAsync()).Fault!.Code.ShouldBe(FaultCode.EndpointNotFound);
        await Endpoint().CreateAsync(Spec(Guid.NewGuid()));

        (await Endpoint().ResolveAsync()).Fault!.Code.ShouldBe(FaultCode.ModelNotFound);
    }

    [Fact]
    public async Task DeleteAsync_AnEndpoint_LeavesRoomForAnother()
    {
        await Endpoint().CreateAsync(Spec(Guid.NewGuid()));

        await Endpoint().DeleteAsync();
        await Endpoint().DeleteAsync();

        (await Endpoint().GetAsync()).Fault!.Code.ShouldBe(FaultCode.EndpointNotFound);
        (await Endpoint().CreateAsync(Spec(Guid.NewGuid()))).Fault.ShouldBeNull();
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

    private EndpointSpec Spec(Guid model) => new(
        Guid.NewGuid(), _project, "chat", model, "self_hosted", "chat", false, null, null, null, [], false, null);

    private IEndpointGrain Endpoint() =>
        cluster.Grains.GetGrain<IEndpointGrain>(GrainKeys.Endpoint(_project, "chat"));

    private IModelGrain Model(Guid id) => cluster.Grains.GetGrain<IModelGrain>(GrainKeys.Uuid(id));
}
