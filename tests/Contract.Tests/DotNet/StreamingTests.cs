using System.ClientModel;
using Microsoft.AspNetCore.Http;
using OpenAI.Chat;
using Xerotier.Contract.Tests.Backends;
using Xerotier.Contract.Tests.Platforms;

namespace Xerotier.Contract.Tests.DotNet;

[Collection(ServerCollection.Name)]
public sealed class StreamingTests(ServerPlatform platform)
{
    private readonly ChatClient _chat = Clients.Chat(platform.Endpoint, platform.Project.Key);

    [Fact]
    public async Task Stream_FirstToken_ArrivesBeforeTheLastIsProduced()
    {
        var scene = platform.Backend.On("dotnet-held", async (scene, context) =>
        {
            await Answers.ChunkAsync(context, "one ");
            await scene.CueAsync(context);
            await Answers.ChunkAsync(context, "two");
            await Answers.EndAsync(context);
        });

        var text = "";
        await foreach (var update in _chat.CompleteChatStreamingAsync(scene.Name))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
            if (text.Length > 0)
            {
                // Only a first token that was seen lets the backend produce the last one.
                scene.GiveCue();
            }
        }

        text.ShouldBe("one two");
    }

    [Fact]
    public async Task Stream_ClientCancels_CancelsTheBackend()
    {
        var scene = platform.Backend.On("dotnet-cancelled", async (scene, context) =>
        {
            await Answers.ChunkAsync(context, "one ");
            await scene.CueAsync(context);
        });

        await foreach (var _ in _chat.CompleteChatStreamingAsync(scene.Name))
        {
            break;
        }

        await scene.CancelledAsync();
    }

    [Fact]
    public async Task Stream_BackendBreaksOff_EndsWithoutAFinishReason()
    {
        var scene = platform.Backend.On("dotnet-broken", async (scene, context) =>
        {
            await Answers.ChunkAsync(context, "one ");
            await scene.CueAsync(context);
            context.Abort();
        });

        var text = "";
        ChatFinishReason? reason = null;
        await foreach (var update in _chat.CompleteChatStreamingAsync(scene.Name))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
            reason = update.FinishReason ?? reason;
            scene.GiveCue();
        }

        // This version of the client skips error events; what it shows is an answer that never finished.
        text.ShouldBe("one ");
        reason.ShouldBeNull();
        scene.Performances.ShouldBe(1);
    }

    [Fact]
    public async Task Plain_UnknownFields_PassThrough()
    {
        var scene = platform.Backend.On("dotnet-extra", (_, context) => Answers.PlainAsync(context));
        var body = BinaryContent.Create(BinaryData.FromString($$$"""
            {
              "model": "any", "messages": [{ "role": "user", "content": "{{{scene.Name}}}" }],
              "top_k": 7, "vendor": {"deep":[1,null]}
            }
            """));

        var answer = await _chat.CompleteChatAsync(body);

        answer.GetRawResponse().Status.ShouldBe(StatusCodes.Status200OK);
        var asked = await scene.AskedAsync();
        asked.GetProperty("top_k").GetInt32().ShouldBe(7);
        asked.GetProperty("vendor").GetRawText().ShouldBe("""{"deep":[1,null]}""");
    }
}
