using System.Globalization;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;

namespace Xerotier.ApiHost.Models;

/// <summary>Says before anything is loaded whether a model fits the project's own agents.</summary>
internal static class FitResource
{
    private const int MaxContextLength = 100_000_000;

    /// <summary>Maps the route under those of models.</summary>
    public static void MapFit(this RouteGroupBuilder models) =>
        models.MapGet("{id}/fit", GetAsync).Produces<FitBody>();

    private static async Task<IResult> GetAsync(string id, HttpContext context, [AsParameters] ModelRequest request)
    {
        int? contextLength = null;
        if (context.Request.Query["context_length"] is [{ } text])
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int asked)
                || asked is < 1 or > MaxContextLength)
            {
                return Reply.Fault(new Fault(
                    FaultCode.InvalidRequest, "'context_length' must be a positive whole number.", "context_length"));
            }

            contextLength = asked;
        }

        var found = await request.WithOwnAsync(id, model => model.GetAsync());
        if (found.Value is not { } info)
        {
            return Reply.Fault(found.Fault!);
        }

        return MemoryNeed.Of(info, contextLength) is { } need
            ? Reply.Json(await DescribeAsync(request, info, need), ApiJson.Default.FitBody)
            : Reply.Fault(new Fault(
                FaultCode.InvalidModelStatus, "The size of the model's weights is unknown: it has no checked files."));
    }

    private static async Task<FitBody> DescribeAsync(ModelRequest request, ModelInfo model, MemoryNeed need)
    {
        var owned = await request.Grains.GetGrain<IProjectGrain>(request.Project)
            .ListAsync(OwnedKind.Agent, null, Page.MaxLimit);
        var agents = await Task.WhenAll(owned.Things.Select(async thing =>
        {
            var load = await request.Grains.GetGrain<IAgentGrain>(thing.Key).GetLoadAsync();
            return Describe(thing.Id, load.Value?.Heartbeat?.MemoryBytes, model.Facts!, need);
        }));
        return new FitBody(
            "model.fit",
            model.Id,
            model.Version,
            need.ContextLength,
            need.WeightBytes,
            need.CacheBytes,
            need.RequiredBytes,
            agents.Any(agent => agent.Fits == true),
            agents);
    }

    private static AgentFitBody Describe(Guid agentId, long? memory, ModelFacts facts, MemoryNeed need)
    {
        if (memory is not { } bytes || need.RequiredBytes <= bytes)
        {
            return new AgentFitBody(agentId, memory, memory is null ? null : true, null);
        }

        string? quantization = need.FittingQuantization(facts, bytes);
        return new AgentFitBody(agentId, memory, quantization is not null, quantization);
    }
}
