using System.Text.Json.Nodes;
using Xerotier.ApiHost.Tests.Inference;
using Xerotier.Grains.Usage;
using Xerotier.TestKit.Time;

namespace Xerotier.ApiHost.Tests.Usage;

public sealed class UsageMeterTests
{
    private static readonly UsageRollup Row = new("chat", 1, 0, 10, 2, 5);

    [Fact]
    public async Task Flush_StoreFails_SendsTheSameBatchAgainAndMergesWhatComesAfter()
    {
        using var time = new ManualTimeProvider();
        await using var scene = await Scene.StartAsync(time, []);
        var attempts = new List<UsageBatch>();
        scene.Grains.Usage = batch =>
        {
            attempts.Add(batch);
            return attempts.Count == 1 ? throw new IOException("down") : Task.CompletedTask;
        };

        scene.Usage.Add(SceneGrains.Project, Row);
        (await scene.Usage.FlushAsync()).ShouldBeFalse();
        scene.Usage.Add(SceneGrains.Project, Row);
        scene.Usage.Add(SceneGrains.Project, Row with { FailedRequests = 1 });
        await scene.Usage.FlushAsync();
        await scene.Usage.FlushAsync();

        attempts.Count.ShouldBe(3);
        attempts[1].ShouldBe(attempts[0]);
        attempts[2].Rows.ShouldBe([new UsageRollup("chat", 2, 1, 20, 4, 10)]);
        attempts[2].Id.ShouldNotBe(attempts[1].Id);
    }

    [Fact]
    public async Task Stop_UsageWaits_IsSentFirst()
    {
        await using var scene = await Scene.StartAsync();
        scene.Usage.Add(SceneGrains.Project, Row);

        await scene.StopAsync();

        scene.Grains.Batches.Sum(entry => entry.Batch.Rows.Sum(row => row.Requests)).ShouldBe(1);
    }

    [Fact]
    public async Task Get_Today_ListsRowsByEndpoint()
    {
        await using var scene = await Scene.StartAsync();
        scene.Usage.Add(SceneGrains.Project, Row);
        await scene.MeteredAsync();
        var today = scene.Grains.Batches.Single().Key[(SceneGrains.Project.Length + 1)..];

        using var answer = await scene.SendAsync(
            HttpMethod.Get, $"/{SceneGrains.Project}/v1/usage?from={today}&to={today}");

        var expected = JsonNode.Parse(
            $$"""
            {"object":"list","data":[{"object":"usage.day","day":"{{today}}","endpoint":"chat","requests":1,
             "failed_requests":0,"prompt_tokens":10,"cached_tokens":2,"completion_tokens":5}]}
            """);
        JsonNode.DeepEquals(await answer.JsonAsync(), expected).ShouldBeTrue();
    }

    [Theory]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?to=2026-13-01", "to")]
    [InlineData("?from=2026-02-01&to=2026-01-01", "from")]
    [InlineData("?from=2026-01-01&to=2026-04-03", "from")]
    public async Task Get_BadRange_NamesTheField(string query, string param)
    {
        await using var scene = await Scene.StartAsync();

        using var answer = await scene.SendAsync(HttpMethod.Get, $"/{SceneGrains.Project}/v1/usage{query}");

        (await answer.ErrorAsync()).ShouldBe((400, "invalid_request_error", "invalid_request", param));
    }

    [Fact]
    public async Task Get_KeyOfAnotherProject_Is403()
    {
        await using var scene = await Scene.StartAsync();

        using var answer = await scene.SendAsync(
            HttpMethod.Get, $"/{SceneGrains.Project}/v1/usage", SceneGrains.ForeignKey);

        (await answer.ErrorAsync()).ShouldBe((403, "authorization_error", "cross_project_access", null));
    }
}
