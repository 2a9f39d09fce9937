using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Xerotier.ApiHost.Demo;

/// <summary>Makes sure that the demo project is there with its models and endpoints.</summary>
internal sealed class DemoProject(DemoClient client, DemoFolder folder)
{
    /// <summary>Endpoint slugs by task mode.</summary>
    public static readonly ImmutableSortedDictionary<string, string> Endpoints =
        ImmutableSortedDictionary<string, string>.Empty.Add("chat", "chat").Add("embed", "embed").Add("score", "score");

    /// <summary>Creates what is missing; whatever an earlier start finished stays.</summary>
    /// <returns>The secrets, complete.</returns>
    public async Task<DemoSecrets> EnsureAsync(CancellationToken cancellationToken)
    {
        if (folder.Secrets is not { ProjectId: { } id, ApiKey: { } key }
            || !await client.ExistsAsync($"/{id}/v1/models", key, cancellationToken))
        {
            (id, key) = await CreateAsync(cancellationToken);
        }

        foreach (var (mode, slug) in Endpoints)
        {
            if (!await client.ExistsAsync($"/{id}/v1/endpoints/{slug}", key, cancellationToken))
            {
                await CreateEndpointAsync(id, key, mode, slug, cancellationToken);
            }
        }

        return folder.Secrets;
    }

    /// <summary>A join key for an agent of the project.</summary>
    public async Task<string> CreateJoinKeyAsync(CancellationToken cancellationToken)
    {
        var created = await client.PostAsync(
            $"/{folder.Secrets.ProjectId}/v1/management/join-keys",
            folder.Secrets.ApiKey!,
            new JsonObject { ["name"] = "demo", ["region"] = "local" },
            cancellationToken);
        return (string)created["key"]!;
    }

    private async Task<(string Id, string Key)> CreateAsync(CancellationToken cancellationToken)
    {
        var created = await client.PostAsync(
            "/admin/v1/projects",
            folder.Secrets.AdminToken,
            new JsonObject { ["name"] = "Demo", ["plan"] = "paid", ["features"] = new JsonArray("model_sharing") },
            cancellationToken);
        var (id, key) = ((string)created["id"]!, (string)created["api_key"]!);
        folder.Keep(folder.Secrets with { ProjectId = id, ApiKey = key });
        return (id, key);
    }

    private async Task CreateEndpointAsync(
        string id, string key, string mode, string slug, CancellationToken cancellationToken)
    {
        var model = await client.PostAsync(
            $"/{id}/v1/models",
            key,
            new JsonObject
            {
                ["name"] = $"simulated-{mode}",
                ["source"] = "agent:" + DemoAgent.ServedModel,
                ["context_length"] = DemoAgent.ContextLength,
                ["workload_type"] = mode == "embed" ? "embedding" : "chat",
            },
            cancellationToken);
        await client.PostAsync(
            $"/{id}/v1/endpoints",
            key,
            new JsonObject { ["slug"] = slug, ["model_id"] = (string)model["id"]!, ["task_mode"] = mode },
            cancellationToken);
    }
}
