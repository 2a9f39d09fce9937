using Xerotier.ApiHost.Artifacts;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Endpoints;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;

namespace Xerotier.ApiHost.Tests.Artifacts;

/// <summary>Which agents may fetch a model of another project.</summary>
public sealed class ArtifactAccessTests
{
    private const string Owner = "proj_owner";
    private const string Other = "proj_other";
    private static readonly Guid ModelId = Guid.NewGuid();

    [Theory]
    [InlineData(Owner, null, null, null, true)]
    [InlineData(Other, "deployable", null, null, false)]
    [InlineData(Other, "shared", null, null, false)]
    [InlineData(Other, "deployable", Other, "self_hosted", true)]
    [InlineData(Other, null, Other, "self_hosted", true)]
    [InlineData(Other, "deployable", Owner, "self_hosted", false)]
    [InlineData(GrainKeys.PlatformProject, null, null, null, false)]
    [InlineData(GrainKeys.PlatformProject, "deployable", Owner, "self_hosted", false)]
    [InlineData(GrainKeys.PlatformProject, "shared", null, null, true)]
    [InlineData(GrainKeys.PlatformProject, null, Owner, "gpu_nvidia_shared", true)]
    public async Task Agent_ByItsProjectAndTheEndpoints_MayFetch(
        string agentProject, string? role, string? endpointProject, string? tier, bool allowed)
    {
        var access = new ArtifactAccess(GrainDouble.Factory(new Dictionary<Type, Func<string, object>>
        {
            [typeof(IModelGrain)] = _ => Model(role),
            [typeof(IProjectGrain)] = project => Project(project == endpointProject),
            [typeof(IEndpointGrain)] = key => Endpoint(key == "other-model" ? Guid.NewGuid() : ModelId, tier),
        }));

        var found = await access.FindAsync(Agent(agentProject), ModelId.ToString("D"), "1.0.0");

        (found.Fault?.Code).ShouldBe(allowed ? null : FaultCode.ModelNotFound);
        (found.Value is not null).ShouldBe(allowed);
    }

    private static AgentInfo Agent(string projectId) => new(
        Guid.NewGuid(), projectId, "a", AgentState.Active, "1", null, [], [], 0, null, null, default, null, default);

    private static IModelGrain Model(string? role)
    {
        var info = new ModelInfo(
            ModelId,
            new ModelSpec(Owner, "m", "m", "upload", null, "chat"),
            ModelStatuses.Ready,
            "1.0.0",
            default,
            true,
            null,
            null,
            null,
            role is not null,
            role,
            false,
            0);
        var version = new ModelVersionInfo(
            Guid.NewGuid(), ModelId, "1.0.0", null, ModelStatuses.Ready, default, true, true, null, null);
        var row = new ModelVersionRow(version, Guid.NewGuid(), new ArtifactManifest([]), 1);
        return GrainDouble.Of<IModelGrain>(
            (nameof(IModelGrain.GetAsync), _ => new ValueTask<Result<ModelInfo>>(info)),
            (nameof(IModelGrain.GetVersionAsync), _ => new ValueTask<Result<ModelVersionRow>>(row)));
    }

    // The first page is full of endpoints on other models; the one that counts is on the second.
    private static IProjectGrain Project(bool hasEndpoint) => GrainDouble.Of<IProjectGrain>(
        (nameof(IProjectGrain.ListAsync), arguments => new ValueTask<OwnedPage>(
            arguments[1] is null
                ? new OwnedPage([Owned("other-model")], hasEndpoint, 2)
                : new OwnedPage([Owned("this-model")], false, 2))));

    private static OwnedThing Owned(string key) => new(OwnedKind.Endpoint, Guid.NewGuid(), key, default);

    private static IEndpointGrain Endpoint(Guid modelId, string? tier) => GrainDouble.Of<IEndpointGrain>(
        (nameof(IEndpointGrain.GetAsync), _ => new ValueTask<Result<EndpointInfo>>(new EndpointInfo(
            new EndpointSpec(
                Guid.NewGuid(), Other, "e", modelId, tier ?? "self_hosted", "chat", false, null, null, null, [], false,
                null),
            default,
            default))));
}
