using System.Net;
using OpenAI.Chat;
using Xerotier.Contract.Tests.Backends;
using Xerotier.Contract.Tests.DotNet;
using Xerotier.Contract.Tests.Platforms;
using Xerotier.Contract.Tests.Processes;

namespace Xerotier.Contract.Tests.Recovery;

/// <summary>What SIGTERM does to a server that works: first not ready, then drained, then gone.</summary>
public sealed class StopTests : IAsyncLifetime
{
    private readonly ServerPlatform _platform = new("--Server:StopNotice", "00:00:15");

    public Task InitializeAsync() => _platform.InitializeAsync();

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Sigterm_UnderWork_IsNotReadyBeforeItDrainsAndCutsNothingOff()
    {
        var quick = _platform.Backend.On("stop-quick", (_, context) => Answers.PlainAsync(context));
        var held = _platform.Backend.On("stop-held", async (scene, context) =>
        {
            await Answers.ChunkAsync(context, "one ");
            await scene.CueAsync(context);
            await Answers.ChunkAsync(context, "two");
            await Answers.EndAsync(context);
        });
        var stream = ReadAsync(held);
        await held.AskedAsync();

        _platform.TerminateServer();

        await UntilAsync(
            "the server was not ready", async () => await ReadyAsync() == HttpStatusCode.ServiceUnavailable);
        await Chat().CompleteChatAsync(quick.Name);
        await UntilAsync("the server took no connections", async () => await ReadyAsync() is null);
        held.GiveCue();
        (await Deadline.For(stream, "the end of the stream")).ShouldBe("one two");
        (await _platform.ServerExitAsync()).ShouldBe(0);
    }

    private ChatClient Chat() => Clients.Chat(_platform.Endpoint, _platform.Project.Key);

    private async Task<string> ReadAsync(Scene scene)
    {
        var text = "";
        await foreach (var update in Chat().CompleteChatStreamingAsync(scene.Name))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
        }

        return text;
    }

    // The answer to a probe over a connection of its own; null when there is none.
    private async Task<HttpStatusCode?> ReadyAsync()
    {
        try
        {
            using var http = new HttpClient();
            using var answer = await http.GetAsync(new Uri(_platform.Root, "/readyz"));
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var late = Deadline.After(Deadline.Default);
        while (!await holds())
        {
            late.IsCompleted.ShouldBeFalse($"waited {Deadline.Default} until {what}");
            await Deadline.After(TimeSpan.FromMilliseconds(50));
        }
    }
}
