using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Hosting;
using Xerotier.ApiHost.Loading;
using Xerotier.ApiHost.Tunnels;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Endpoints;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Requests;
using Xerotier.Routing.Tiers;
using Xerotier.TestKit.Agents;

namespace Xerotier.ApiHost.Tests.Loading;

/// <summary>What a host tells an agent to load.</summary>
public sealed class ModelLoadsTests : IAsyncLifetime
{
    private const string Loaded =
        """{"modelId":"00000000-0000-0000-0000-000000000001","version":"2.0.0","state":"loaded"}""";
    private static readonly Guid ModelId = Guid.NewGuid();

    private ScriptedAgent _agent = null!;
    private WebApplication _app = null!;
    private bool _servable = true;

    public async Task InitializeAsync()
    {
        _agent = await ScriptedAgent.StartAsync(AgentScripts.Json(Loaded));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(Grains())
            .AddServer().AddAccess().AddTunnels().AddLoading();
        _app = builder.Build();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _agent.DisposeAsync();
    }

    public static TheoryData<string> Tiers => [.. ServiceTiers.All.Select(tier => tier.Slug)];

    [Theory]
    [MemberData(nameof(Tiers))]
    public async Task Ensure_OnATier_LetsTheAgentUnloadAfterTheTiersIdleTimeout(string slug)
    {
        ServiceTiers.TryFind(slug, out var tier).ShouldBeTrue();

        (await EnsureAsync(tier!)).ShouldBe(LoadOutcome.Loaded);

        var wish = (await _agent.NextRequestAsync()).Json;
        ((int)wish["idle_seconds"]!).ShouldBe((int)tier!.IdleTimeout.TotalSeconds);
        ((Guid)wish["model_id"]!).ShouldBe(ModelId);
        ((string?)wish["version"]).ShouldBe("2.0.0");
    }

    [Fact]
    public async Task Ensure_OfAVersionThatHasNotPassedItsCheck_AsksNobody()
    {
        _servable = false;

        (await EnsureAsync(ServiceTiers.All[0])).ShouldBe(LoadOutcome.Impossible);

        _agent.Waiting.ShouldBe(0);
    }

    private async Task<LoadOutcome> EnsureAsync(ServiceTier tier)
    {
        var spec = new EndpointSpec(
            Guid.NewGuid(), "proj_a", "e", ModelId, tier.Slug, "chat", false, null, null, null, [], false, null);
        var query = new RouteQuery(
            new LeaseId("host", 1, 1), "proj_a", spec.Id, "m", "2.0.0", tier.Slug, false, null, null, [], 1, null, [],
            null, null, false, false, [], null, null, false);
        return await Wait.ForAsync("the model to be loaded", _app.Services.GetRequiredService<ModelLoads>().EnsureAsync(
            new LoadTarget(
                new EndpointRoute(spec, "m", "Model", default, null, "2.0.0"), "2.0.0", false, tier.IdleTimeout),
            query,
            TimeSpan.FromSeconds(30),
            CancellationToken.None).AsTask());
    }

    private IGrainFactory Grains() => GrainDouble.Factory(new Dictionary<Type, Func<string, object>>
    {
        [typeof(IRouterGrain)] = _ => GrainDouble.Of<IRouterGrain>(
            ("PlaceAsync", _ => new ValueTask<PlacementReply>(new PlacementReply(false, _agent.Id)))),
        [typeof(IAgentGrain)] = _ => GrainDouble.Of<IAgentGrain>(
            ("GetLoadAsync", _ => new ValueTask<Result<AgentLoad>>(
                new AgentLoad(0, 0, 1, null, new AgentAddress(_agent.Url.ToString(), null))))),
        [typeof(IModelGrain)] = _ => GrainDouble.Of<IModelGrain>(
            ("GetAsync", _ => new ValueTask<Result<ModelInfo>>(new ModelInfo(
                ModelId, new ModelSpec("proj_a", "m", "m", "upload", null, "chat"), ModelStatuses.Ready, "2.0.0",
                default, true, null, null, null, false, null, false, 1))),
            ("GetVersionAsync", _ => new ValueTask<Result<ModelVersionRow>>(new ModelVersionRow(
                new ModelVersionInfo(
                    Guid.NewGuid(), ModelId, "2.0.0", null, ModelStatuses.Error, default, true, _servable, null, null),
                null,
                new ArtifactManifest([]),
                1)))),
    });
}
