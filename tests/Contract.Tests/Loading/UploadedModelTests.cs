using System.Net;
using System.Text;
using System.Text.Json;
using Xerotier.Contract.Tests.Platforms;
using Xerotier.TestKit.Artifacts;
using Xerotier.TestKit.Network;

namespace Xerotier.Contract.Tests.Loading;

/// <summary>From the upload of a model to the answer of an agent that fetched it; all programs are their own.</summary>
public sealed class UploadedModelTests : IAsyncLifetime
{
    private const int Megabyte = 1 << 20;
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);
    private static readonly byte[] Readme = Encoding.UTF8.GetBytes("# Uploaded");

    private readonly AgentFleet _fleet = new();

    public Task InitializeAsync() => _fleet.StartServerAsync(Patient);

    public Task DisposeAsync() => _fleet.DisposeAsync().AsTask();

    [Fact]
    public async Task Model_Uploaded_IsFetchedAcrossABreakCheckedAndServed()
    {
        var weights = Weights(8 * Megabyte);
        var model = await _fleet.UploadAsync("big", ("model.safetensors", weights), ("docs/README.md", Readme));
        await _fleet.PostAsync(_fleet.Project, "endpoints", new { slug = "big", model_id = model });
        await using var proxy = CuttingProxy.Start(_fleet.Root, 5 * Megabyte);
        await _fleet.StartAgentAsync(platform: proxy.Url);

        var answer = await _fleet.AskAsync("big");

        answer.Status.ShouldBe(HttpStatusCode.OK, $"{answer.Body}\n{_fleet.Output}");
        answer.Version.ShouldBe("1.0.0");
        proxy.Cuts.ShouldBe(1);
        proxy.Brought.ShouldBeInRange(weights.Length, weights.Length + (2 * Megabyte), "what had come was kept");
        var files = Path.Combine(_fleet.CacheOf(0), model, "versions", "1.0.0", "files");
        (await File.ReadAllBytesAsync(Path.Combine(files, "model.safetensors"))).ShouldBe(weights);
        (await File.ReadAllBytesAsync(Path.Combine(files, "docs", "README.md"))).ShouldBe(Readme);
    }

    [Fact]
    public async Task Model_OfAWholeDirectory_IsReadyWithItsFactsAndServed()
    {
        var model = await _fleet.UploadAsync("tiny", [.. TinyModel.Files.Select(file => (file.Key, file.Value))]);
        await _fleet.PostAsync(_fleet.Project, "endpoints", new { slug = "tiny", model_id = model });
        await _fleet.StartAgentAsync();

        var answer = await _fleet.AskAsync("tiny");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        var info = await _fleet.GetAsync(_fleet.Project, $"models/{model}");
        info.GetProperty("architecture").GetString().ShouldBe("qwen3moe");
        info.GetProperty("parameter_count").GetInt64().ShouldBe(TinyModel.ParameterCount);
    }

    [Fact]
    public async Task Model_SharedWithAnotherProject_IsFetchedByThatProjectsAgent()
    {
        var model = await _fleet.UploadAsync("lent", ("model.safetensors", Weights(Megabyte)));
        var user = await _fleet.CreateProjectAsync("User");
        await _fleet.StartAgentAsync(project: user);
        await _fleet.PostAsync(_fleet.Project, $"models/{model}/share", null);
        await _fleet.PostAsync(user, "endpoints", new { slug = "lent", model_id = model });
        await _fleet.PostAsync(_fleet.Project, $"models/{model}/unshare", null);

        var answer = await _fleet.AskAsync("lent", user);

        answer.Status.ShouldBe(HttpStatusCode.OK, $"{answer.Body}\n{_fleet.Output}");
        Directory.Exists(Path.Combine(_fleet.CacheOf(0), model)).ShouldBeTrue();
    }

    [Fact]
    public async Task Model_EvictedFromSharedAgents_StaysSharedAndIsProvisionedAgain()
    {
        var user = await _fleet.CreateProjectAsync("User");
        var first = await PromoteAsync("first", user);
        await PromoteAsync("second", user);
        await PromoteAsync("third", user);

        // Room for one in memory and for two on disk.
        await _fleet.StartSharedAgentAsync("gpu_nvidia_shared", 0.005, 0.008);
        var cached = Path.Combine(_fleet.CacheOf(0), first, "versions", "1.0.0");
        await ServedAsync("first", user);
        await ServedAsync("second", user);
        Directory.Exists(cached).ShouldBeTrue();

        await ServedAsync("third", user);

        Directory.Exists(cached).ShouldBeFalse("there is room for two");
        RoleOf(await _fleet.GetAsync(_fleet.Project, $"models/{first}")).ShouldBe("shared");
        await ServedAsync("first", user);
        Directory.Exists(cached).ShouldBeTrue();
    }

    private async Task ServedAsync(string slug, ProjectAccount user) =>
        (await _fleet.AskAsync(slug, user)).Status.ShouldBe(HttpStatusCode.OK, $"{slug}\n{_fleet.Output}");

    private static string? RoleOf(JsonElement model) => model.GetProperty("catalog_role").GetString();

    private static byte[] Weights(int bytes) => SafetensorsBytes.Of(("w", "U8", [bytes]));

    /// <summary>A shared model that an administrator has put on a shared tier for a project.</summary>
    private async Task<string> PromoteAsync(string slug, ProjectAccount user)
    {
        var model = await _fleet.UploadAsync(slug, ("model.safetensors", Weights(3 * Megabyte)));
        await _fleet.PostAsync(_fleet.Project, $"models/{model}/share", null);
        await _fleet.PostAsAdminAsync(
            $"projects/{user.Id}/endpoints", new { slug, model_id = model, tier = "gpu_nvidia_shared" });
        return model;
    }
}
