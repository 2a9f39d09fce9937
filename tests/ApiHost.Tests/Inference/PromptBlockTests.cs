using System.Text.Json;
using Xerotier.Protocol.Agents;
using Xerotier.TestKit.Agents;

namespace Xerotier.ApiHost.Tests.Inference;

public sealed class PromptBlockTests
{
    private static readonly string Story = new('x', 3_000);

    [Fact]
    public async Task Post_ConversationGoesOn_BeginsWithTheSameBlocks()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));

        var first = await BlocksAsync(scene, Body(Turn("user", Story)));
        var second = await BlocksAsync(scene, Body(Turn("user", Story), Turn("assistant", Story), Turn("user", "so?")));

        first.Length.ShouldBe(2);
        second.Length.ShouldBe(5);
        second[..2].ShouldBe(first);
        second.Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public async Task Post_SamePromptWithOtherTools_SharesNoBlock()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));
        const string Tools = ""","tools":[{"type":"function","function":{"name":"a"}}]}""";

        var plain = await BlocksAsync(scene, Body(Turn("user", Story)));
        var tools = await BlocksAsync(scene, Body(Turn("user", Story))[..^1] + Tools);

        tools.Intersect(plain).ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_SamePromptOfAnotherProject_SharesNoBlock()
    {
        await using var mine = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));
        await using var other = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));
        other.Grains.Endpoint = other.Grains.Endpoint with
        {
            Spec = other.Grains.Endpoint.Spec with { ProjectId = SceneGrains.OtherProject },
        };

        var blocks = await BlocksAsync(mine, Body(Turn("user", Story)));
        var foreign = await BlocksAsync(other, Body(Turn("user", Story)));

        foreign.Length.ShouldBe(2);
        foreign.Intersect(blocks).ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_LongPrompt_HasBoundedBlocksAndTheAgentLearnsThem()
    {
        var settings = new Dictionary<string, string?> { ["Inference:MaxPromptBlocks"] = "3" };
        await using var scene = await Scene.StartAsync(
            TimeProvider.System, settings, AgentScripts.Json(AgentScripts.Completion));

        var blocks = await BlocksAsync(scene, Body(Turn("user", new string('y', 100_000))));

        blocks.Length.ShouldBe(3);
        var received = await scene.Grains.Agents[0].NextRequestAsync();
        PrefixBlocks.TryDecode(received.Headers[AgentProtocol.PrefixBlocksHeader], 3, out var sent).ShouldBeTrue();
        sent.ShouldBe(blocks);
    }

    [Fact]
    public async Task Post_ShortPrompt_HasNone()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));

        (await BlocksAsync(scene, Scene.Hello)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_AgentHeldLessThanPredicted_TheRouterIsTold()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));
        scene.Grains.Route = _ => SceneGrains.Leased(scene.Grains.Agents[0], matchedBlocks: 5);

        var blocks = await BlocksAsync(scene, Body(Turn("user", new string('z', 7_000))));

        // 3 of 7 tokens were cached: 2 of 6 blocks.
        var miss = await Wait.ForAsync("news of the miss", scene.Grains.Misses.Reader.ReadAsync().AsTask());
        (miss.Pool, miss.AgentId).ShouldBe((SceneGrains.Project, scene.Grains.Agents[0].Id));
        miss.Missing.ShouldBe(blocks[2..5]);
    }

    [Fact]
    public async Task Post_Stream_TheAgentsGrainLearnsOfTheFirstToken()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Events(AgentScripts.Chunk("a")));

        using var answer = await scene.PostAsync(Scene.HelloStream);

        var first = await Wait.ForAsync("the first token", scene.Grains.FirstTokens.Reader.ReadAsync().AsTask());
        first.Lease.ShouldBe(scene.Grains.Queries.Single().LeaseId);
        first.TtftMs.ShouldBeGreaterThan(0);
        (await scene.Grains.NextReleaseAsync()).TtftMs.ShouldBe(first.TtftMs);
    }

    private static async Task<UInt128[]> BlocksAsync(Scene scene, string body)
    {
        using var answer = await scene.PostAsync(body);
        answer.IsSuccessStatusCode.ShouldBeTrue();
        return [.. scene.Grains.Queries.Last().PromptBlocks];
    }

    private static string Turn(string role, string text) =>
        $$"""{"role":"{{role}}","content":{{JsonSerializer.Serialize(text)}}}""";

    private static string Body(params string[] turns) => $$"""{"model":"m","messages":[{{string.Join(',', turns)}}]}""";
}
