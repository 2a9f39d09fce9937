using Xerotier.Contract.Tests.Backends;
using Xerotier.Contract.Tests.Platforms;
using Xerotier.Contract.Tests.Processes;

namespace Xerotier.Contract.Tests.JavaScript;

[Collection(ServerCollection.Name)]
[Trait("Requires", "node")]
public sealed class NodeStreamingTests(ServerPlatform platform)
{
    [Fact]
    public async Task Stream_FirstToken_ArrivesBeforeTheLastIsProduced()
    {
        var scene = platform.Backend.On("node-held", async (scene, context) =>
        {
            await Answers.ChunkAsync(context, "one ");
            await scene.CueAsync(context);
            await Answers.ChunkAsync(context, "two");
            await Answers.EndAsync(context);
        });
        await using var client = NodeClient.Start("held", platform.Endpoint, platform.Project.Key);

        await client.LineAsync("first token");
        scene.GiveCue();

        (await client.ResultAsync()).GetProperty("text").GetString().ShouldBe("one two");
    }

    [Fact]
    public async Task Stream_ClientBreaksOff_CancelsTheBackend()
    {
        var scene = platform.Backend.On("node-cancelled", async (scene, context) =>
        {
            await Answers.ChunkAsync(context, "one ");
            await scene.CueAsync(context);
        });

        var seen = await NodeClient.RunAsync("cancelled", platform.Endpoint, platform.Project.Key);

        seen.GetProperty("broke").GetBoolean().ShouldBeTrue();
        await scene.CancelledAsync();
    }

    [Fact]
    public async Task Stream_BackendBreaksOff_RaisesAStreamError()
    {
        var scene = platform.Backend.On("node-broken", async (scene, context) =>
        {
            await Answers.ChunkAsync(context, "one ");
            await scene.CueAsync(context);
            context.Abort();
        });
        await using var client = NodeClient.Start("broken", platform.Endpoint, platform.Project.Key);

        await client.LineAsync("first token");
        scene.GiveCue();

        var seen = await client.ResultAsync();
        var error = seen.GetProperty("error");
        error.GetProperty("type").GetString().ShouldBe("stream_error");
        error.GetProperty("code").GetString().ShouldBe("stream_interrupted");
        seen.GetProperty("attempts").GetInt32().ShouldBe(1);
    }
}
