using System.Net.Http.Headers;
using Xerotier.TestKit.Agents;
using Xerotier.TestKit.Json;

namespace Xerotier.ApiHost.Tests.Inference;

public sealed class RandomBodyTests
{
    [Fact]
    public async Task Post_RandomBodies_AreNeverAServerError()
    {
        await using var scene = await Scene.StartAsync(context =>
            context.Request.Headers.Accept == "text/event-stream"
                ? AgentScripts.Events(AgentScripts.Chunk("a"))(context)
                : AgentScripts.Json(AgentScripts.Completion)(context));
        var random = new RandomJson(4711);
        var statuses = new Dictionary<int, int>();
        for (var round = 0; round < 10_000; round++)
        {
            using var content = new ByteArrayContent(random.Body());
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

            using var answer = await scene.SendAsync(
                HttpMethod.Post, $"/{SceneGrains.Project}/{SceneGrains.Slug}{Scene.ChatPath}", content: content);

            await answer.Content.ReadAsByteArrayAsync();
            ((int)answer.StatusCode).ShouldBeLessThan(500, $"round {round}");
            statuses[(int)answer.StatusCode] = statuses.GetValueOrDefault((int)answer.StatusCode) + 1;
        }

        statuses.Keys.ShouldBe([200, 400], ignoreOrder: true);
    }
}
