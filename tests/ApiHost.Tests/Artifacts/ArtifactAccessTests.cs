using System.Collections.Immutable;
using Xerotier.ApiHost.Artifacts;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Endpoints;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;

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
    [InlineData(GrainKeys.PlatformProject, "deployable", Other, "gpu_nvidia_shared", true)]
    [InlineData("proj_oth", "deployable", Other, "self_hosted", false)]
    public async Task Agent_ByItsProjectAndTheEndpoints_MayFetch(
        string agentProject, string? role, string? endpointProject, string? tier, bool allowed)
    {
        var access = new ArtifactAccess(GrainDouble.Factory(new Dictionary<Type, Func<string, object>>
        {
            [typeof(IModelGrain)] = _ => Model(role, endpointProject),
            [typeof(IEndpointGrain)] = _ => Endpoint(tier!),
        }));

        var found = await access.FindAsync(Agent(agentProject), ModelId.ToString("D"), "1.0.0");

        (found.Fault?.Code).ShouldBe(allowed ? null : FaultCode.ModelNotFound);
        (found.Value is not null).ShouldBe(allowed);
    }

    [Fact]
    public async Task Version_ThatFailedItsCheck_ReachesNoAgent()
    {
        var access = new ArtifactAccess(GrainDouble.Factory(new Dictionary<Type, Func<string, object>>
        {
            [typeof(IModelGrain)] = _ => Model(null, null, servable: false),
        }));

        var found = await access.FindAsync(Agent(Owner), ModelId.ToString("D"), "1.0.0");

        found.Fault!.Code.ShouldBe(FaultCode.VersionNotFound);
    }

    private static AgentInfo Agent(string projectId) => new(
        Guid.NewGuid(), projectId, "a", AgentState.Active, "1", null, [], [], 0, null, null, default, null, default);

    private static IModelGrain Model(string? role, string? endpointProject, bool servable = true)
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
            Guid.NewGuid(), ModelId, "1.0.0", null, ModelStatuses.Ready, default, true, servable, null, null);
        var row = new ModelVersionRow(version, Guid.NewGuid(), new ArtifactManifest([]), 1);
        return GrainDouble.Of<IModelGrain>(
            (nameof(IModelGrain.GetAsync), _ => new ValueTask<Result<ModelInfo>>(info)),
            (nameof(IModelGrain.ListEndpointsAsync), _ => new ValueTask<ImmutableArray<string>>(
                endpointProject is null ? [] : [GrainKeys.Endpoint(endpointProject, "e")])),
            (nameof(IModelGrain.GetVersionAsync), _ => new ValueTask<Result<ModelVersionRow>>(row)));
    }

    private static IEndpointGrain Endpoint(string tier) => GrainDouble.Of<IEndpointGrain>(
        (nameof(IEndpointGrain.GetAsync), _ => new ValueTask<Result<EndpointInfo>>(new EndpointInfo(
            new EndpointSpec(
                Guid.NewGuid(), Other, "e", ModelId, tier, "chat", false, null, null, null, [], false, null),
            default,
            default,
            0))));
}
