using Xerotier.ApiHost.Sharing;
using Xerotier.ApiHost.Tests.Catalog;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Audit;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Tests.Sharing;

public sealed class AutomaticRolesTests
{
    private readonly CatalogScene _scene = new();

    [Fact]
    public async Task ApplyAsync_LoadedOnASharedAgent_PromotesAndDemotesWithIt()
    {
        var roles = _scene.Roles();
        _scene.WithAgent(GrainKeys.SharedPool);

        await roles.ApplyAsync();
        _scene.Role.ShouldBe(CatalogRoles.Shared);
        _scene.RemoveAgents();
        await roles.ApplyAsync();

        _scene.Role.ShouldBe(CatalogRoles.Deployable);
        _scene.Trail.ShouldBe([("model.promote", AuditActor.Policy), ("model.demote", AuditActor.Policy)]);
    }

    [Fact]
    public async Task ApplyAsync_NothingToChange_LeavesNoTrace()
    {
        _scene.WithAgent(GrainKeys.SharedPool, AgentModelState.Cached).WithAgent(CatalogScene.Owner);

        await _scene.Roles().ApplyAsync();

        _scene.Role.ShouldBe(CatalogRoles.Deployable);
        _scene.Trail.ShouldBeEmpty();
    }

    [Fact]
    public async Task ApplyAsync_WhileTheFleetRestarts_DemotesNobody()
    {
        _scene.Role = CatalogRoles.Shared;
        _scene.IsWarming = true;

        await _scene.Roles().ApplyAsync();

        _scene.Role.ShouldBe(CatalogRoles.Shared);
    }

    [Fact]
    public async Task StartAsync_WithTheExplicitPolicy_DoesNothing()
    {
        using var roles = _scene.Roles(RolePolicy.Explicit);

        await roles.StartAsync(CancellationToken.None);

        await Wait.ForAsync("the policy to have nothing to do", roles.ExecuteTask!);
        _scene.Reads.ShouldBe(0);
    }
}
