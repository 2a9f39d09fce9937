using Xerotier.ApiHost.Endpoints;
using Xerotier.Grains.Endpoints;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;
using Xerotier.Routing.Tiers;

namespace Xerotier.ApiHost.Tests.Endpoints;

/// <summary>Which models may be used on which tiers, by whom.</summary>
public sealed class EndpointPlacementTests
{
    private const string Owner = "proj_owner";
    private const string User = "proj_user";
    private const long GigaByte = 1_000_000_000;
    private static readonly Guid ModelId = Guid.NewGuid();

    /// <summary>Role, project, administrator, and what the tiers answer: own hardware, then each shared one.</summary>
    public static TheoryData<string?, string, bool, FaultCode?, FaultCode?> Roles => new()
    {
        { null, Owner, false, null, FaultCode.TierNotAllowed },
        { null, Owner, true, null, null },
        { null, User, false, FaultCode.ModelNotFound, FaultCode.ModelNotFound },
        { null, User, true, FaultCode.ModelNotFound, FaultCode.ModelNotFound },
        { CatalogRoles.Deployable, Owner, false, null, FaultCode.TierNotAllowed },
        { CatalogRoles.Deployable, User, false, null, FaultCode.TierNotAllowed },
        { CatalogRoles.Deployable, User, true, null, null },
        { CatalogRoles.Shared, Owner, false, null, null },
        { CatalogRoles.Shared, User, false, null, null },
        { CatalogRoles.Shared, User, true, null, null },
    };

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Check_OfARole_AllowsItsTiersAndNoOther(
        string? role, string project, bool byAdmin, FaultCode? onOwn, FaultCode? onShared)
    {
        foreach (var tier in ServiceTiers.All)
        {
            var fault = await CheckAsync(role, 1, Spec(project, tier.Slug), byAdmin);

            (fault?.Code).ShouldBe(tier.Shared ? onShared : onOwn, tier.Slug);
            fault?.Param.ShouldBe(fault.Code == FaultCode.ModelNotFound ? "model_id" : "tier");
        }
    }

    [Theory]
    [InlineData("free", 48, true)]
    [InlineData("free", 49, false)]
    [InlineData("cpu_amd_optimized", 1_000, true)]
    [InlineData("cpu_intel_optimized", 1_000, true)]
    [InlineData("gpu_nvidia_shared", 1_000, true)]
    [InlineData("gpu_amd_shared", 1_000, true)]
    [InlineData("gpu_intel_shared", 1_000, true)]
    [InlineData("self_hosted", 512, true)]
    [InlineData("self_hosted", 513, false)]
    public async Task Check_OfALargeModel_IsByItsTier(string tier, long gigabytes, bool allowed)
    {
        foreach (bool byAdmin in new[] { false, true })
        {
            var fault = await CheckAsync(CatalogRoles.Shared, gigabytes * GigaByte, Spec(User, tier), byAdmin);

            (fault?.Code).ShouldBe(allowed ? null : FaultCode.ModelTooLargeForTier);
            fault?.Param.ShouldBe("tier");
        }
    }

    [Fact]
    public async Task Check_OfWhatTheEndpointHasAlready_AllowsIt()
    {
        var spec = Spec(User, "free");

        (await CheckAsync(CatalogRoles.Deployable, 49 * GigaByte, spec, byAdmin: false, old: spec)).ShouldBeNull();
        (await CheckAsync(CatalogRoles.Deployable, 1, spec, byAdmin: false, old: spec with { Tier = "self_hosted" }))!
            .Code.ShouldBe(FaultCode.TierNotAllowed);
    }

    private static ValueTask<Fault?> CheckAsync(
        string? role, long bytes, EndpointSpec spec, bool byAdmin, EndpointSpec? old = null)
    {
        var info = new ModelInfo(
            ModelId,
            new ModelSpec(Owner, "m", "m", "upload", null, "chat"),
            ModelStatuses.Ready,
            "1.0.0",
            default,
            true,
            null,
            new ModelFacts("safetensors", bytes),
            null,
            role is not null,
            role,
            false,
            0);
        return new EndpointPlacement(GrainDouble.Factory(new Dictionary<Type, Func<string, object>>
        {
            [typeof(IModelGrain)] = _ => GrainDouble.Of<IModelGrain>(
                (nameof(IModelGrain.GetAsync), _ => new ValueTask<Result<ModelInfo>>(info))),
            [typeof(IProjectGrain)] = _ => GrainDouble.Of<IProjectGrain>(),
        })).CheckAsync(spec, old, byAdmin);
    }

    private static EndpointSpec Spec(string project, string tier) => new(
        Guid.NewGuid(), project, "e", ModelId, tier, "chat", false, null, null, null, [], false, null);
}
