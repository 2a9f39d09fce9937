using Xerotier.ApiHost.Catalog.Presence;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Tests.Catalog.Presence;

public sealed class ModelPresenceTests
{
    private readonly CatalogScene _scene = new();

    [Fact]
    public async Task OfAsync_NobodyHasIt_IsNotDeployed() =>
        (await _scene.AvailabilityAsync()).ShouldBe(ModelAvailability.NotDeployed);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OfAsync_LoadedOnASharedAgent_IsShared(bool byName)
    {
        _scene.WithAgent(GrainKeys.SharedPool, byName: byName);

        (await _scene.AvailabilityAsync()).ShouldBe(ModelAvailability.Shared);
    }

    [Fact]
    public async Task OfAsync_OnDiskOfASharedAgentOnly_IsXimOnly()
    {
        _scene.WithAgent(GrainKeys.SharedPool, AgentModelState.Cached);

        (await _scene.AvailabilityAsync()).ShouldBe(ModelAvailability.XimOnly);
    }

    [Fact]
    public async Task OfAsync_OnAnAgentOfItsOwner_IsXimOnly()
    {
        _scene.WithAgent(CatalogScene.Owner);

        (await _scene.AvailabilityAsync()).ShouldBe(ModelAvailability.XimOnly);
    }

    [Theory]
    [InlineData(CatalogScene.Owner)]
    [InlineData(CatalogScene.User)]
    public async Task OfAsync_BehindAnEndpointWhoseAgentsHaveIt_IsShared(string project)
    {
        _scene.Endpoints.Add(GrainKeys.Endpoint(project, "chat"));
        _scene.WithAgent(project, AgentModelState.Cached);

        (await _scene.AvailabilityAsync()).ShouldBe(ModelAvailability.Shared);
    }

    [Fact]
    public async Task OfAsync_PromotedButOnlyOnOwnAgents_IsXimOnly()
    {
        _scene.Role = CatalogRoles.Shared;
        _scene.Endpoints.Add(GrainKeys.Endpoint(CatalogScene.User, "chat"));
        _scene.WithAgent(CatalogScene.User);

        (await _scene.AvailabilityAsync()).ShouldBe(ModelAvailability.XimOnly);
    }

    [Theory]
    [InlineData(AgentState.Disconnected)]
    [InlineData(AgentState.Suspended)]
    [InlineData(AgentState.Dead)]
    public async Task OfAsync_OnlyOnAgentsThatAreAway_IsNotDeployed(AgentState state)
    {
        _scene.Endpoints.Add(GrainKeys.Endpoint(CatalogScene.User, "chat"));
        _scene.WithAgent(GrainKeys.SharedPool, state: state).WithAgent(CatalogScene.User, state: state);

        (await _scene.AvailabilityAsync()).ShouldBe(ModelAvailability.NotDeployed);
    }

    [Fact]
    public async Task OfAsync_OnAgentsOfProjectsWithoutAnEndpoint_IsNotDeployed()
    {
        _scene.WithAgent(CatalogScene.User);

        (await _scene.AvailabilityAsync()).ShouldBe(ModelAvailability.NotDeployed);
    }
}
