using System.Text.Json.Nodes;
using Xerotier.ApiHost.Tests.Uploads;
using Xerotier.TestKit.Artifacts;

namespace Xerotier.ApiHost.Tests.Models;

/// <summary>Whether a model fits the agents of its project, over the socket.</summary>
public sealed class FitTests(UploadScene scene) : IClassFixture<UploadScene>
{
    [Fact]
    public async Task Fit_OfAModel_SaysForEachAgentWhetherAndHow()
    {
        var project = await scene.Host.CreateProjectAsync();
        string model = await UploadAsync(project);
        var agents = new Dictionary<string, (bool? Fits, string? Quantization)>
        {
            [await EnrollAsync(project, 3_000)] = (true, null),
            [await EnrollAsync(project, 1_200)] = (true, "fp8"),
            [await EnrollAsync(project, 700)] = (true, "bitsandbytes-fp4"),
            [await EnrollAsync(project, 500)] = (false, null),
            [await EnrollAsync(project, null)] = (null, null),
        };

        var fit = await FitAsync(project, model, known: 4);

        ((string?)fit["object"]).ShouldBe("model.fit");
        ((long)fit["weight_bytes"]!).ShouldBe(2_000);
        ((long)fit["required_bytes"]!).ShouldBe(2_200);
        ((bool)fit["fits"]!).ShouldBeTrue();
        fit["agents"]!.AsArray().ToDictionary(
            agent => (string)agent!["agent_id"]!,
            agent => ((bool?)agent!["fits"], (string?)agent["quantization"])).ShouldBe(agents, ignoreOrder: true);
    }

    [Fact]
    public async Task Fit_OnNoAgentLargeEnough_IsFalse()
    {
        var project = await scene.Host.CreateProjectAsync();
        string model = await UploadAsync(project);
        await EnrollAsync(project, 500);

        ((bool)(await FitAsync(project, model, known: 1))["fits"]!).ShouldBeFalse();
    }

    /// <summary>A model of 1,000 parameters of 16 bits.</summary>
    private static async Task<string> UploadAsync(TestProject project)
    {
        var upload = await UploadScene.UploadAsync(
            project, SafetensorsBytes.Of(("w", "BF16", [1_000])), "model.safetensors");
        string model = upload.Text("model_id");
        await Wait.UntilAsync(
            "the model's check to pass",
            async () => (await project.Client.GetAsync($"{project.Root}/models/{model}")).Text("status") == "ready");
        return model;
    }

    /// <summary>An agent that reports its memory; answers its id.</summary>
    private async Task<string> EnrollAsync(TestProject project, long? memory)
    {
        var enrolled = await scene.Host.As(null).PostAsync(
            "/v1/enroll",
            $$"""{"join_key":"{{await project.CreateJoinKeyAsync()}}","name":"a","version":"1.0.0"}""");
        if (memory is not null)
        {
            var told = await scene.Host.As(enrolled.Text("token")).PostAsync(
                "/v1/agents/heartbeat",
                $$"""
                {"sequence":1,"running":0,"waiting":0,"max_concurrent_requests":1,"memory_bytes":{{memory}} }
                """);
            ((int)told.Status).ShouldBeInRange(200, 299, told.Content);
        }

        return enrolled.Text("agent_id");
    }

    private static async Task<JsonNode> FitAsync(TestProject project, string model, int known)
    {
        JsonNode fit = null!;
        await Wait.UntilAsync("the agents' memory to be known", async () =>
        {
            fit = (await project.Client.GetAsync($"{project.Root}/models/{model}/fit")).Json;
            return fit["agents"]!.AsArray().Count(agent => agent!["memory_bytes"] is not null) == known;
        });
        return fit;
    }
}
