using System.Text.Json;

namespace Xerotier.Agent.Tests.Backends.Simulated;

public sealed class ContinuedChatTests : IAsyncLifetime
{
    private readonly SimulatedServer _server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Theory]
    [InlineData(5)]
    [InlineData(37)]
    public async Task Chat_BegunElsewhere_GoesOnAsIfInOneGo(int characters)
    {
        var whole = await _server.ChatAsync("\"max_tokens\":40,\"ignore_eos\":true");
        var text = Content(whole);
        // Answers are cut between tokens only.
        var begun = text[..text.IndexOf(' ', characters)];

        var rest = await ContinueAsync(begun, "\"max_tokens\":1000,\"min_tokens\":1");

        text.ShouldStartWith(begun);
        var more = Content(rest);
        (begun + more).ShouldStartWith(text[..Math.Min(text.Length, begun.Length + more.Length)]);
        rest.GetProperty("usage").GetProperty("prompt_tokens").GetInt32()
            .ShouldBeGreaterThan(whole.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
    }

    [Fact]
    public async Task Chat_BegunDifferently_IsAnsweredAnew() =>
        Content(await ContinueAsync("Something else entirely", "\"max_tokens\":5")).ShouldStartWith("This is");

    private static string Content(JsonElement answer) =>
        answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;

    private Task<JsonElement> ContinueAsync(string begun, string extra) => _server.AskAsync(
        "/v1/chat/completions",
        $$"""
        "messages":[{"role":"user","content":"Hello"},
        {"role":"assistant","content":{{JsonSerializer.Serialize(begun)}}}],
        "continue_final_message":true,"add_generation_prompt":false,{{extra}}
        """);
}
