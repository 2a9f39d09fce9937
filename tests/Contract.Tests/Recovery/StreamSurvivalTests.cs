using OpenAI.Chat;
using Xerotier.Contract.Tests.Loading;
using Xerotier.Contract.Tests.Processes;

namespace Xerotier.Contract.Tests.Recovery;

/// <summary>Streams whose agent, a process of its own, dies or hangs in the middle.</summary>
public sealed class StreamSurvivalTests : IAsyncLifetime
{
    private const string Slug = "survival";
    private const int StrikesAt = 10;

    private readonly AgentFleet _fleet = new();

    // The model is loaded on the first agent only, so that one gets every request; the second one loads it when needed.
    public async Task InitializeAsync()
    {
        await _fleet.StartServerAsync(TimeSpan.FromSeconds(30));
        await _fleet.StartAgentAsync(decodeMs: 50);
        await _fleet.CreateModelAsync(Slug);
        await _fleet.AskAsync(Slug);
        await _fleet.StartAgentAsync(decodeMs: 5);
    }

    public Task DisposeAsync() => _fleet.DisposeAsync().AsTask();

    [Theory]
    [InlineData("kill")]
    [InlineData("freeze")]
    public async Task Stream_AgentIsLostInTheMiddle_IsTheOneOfAnUninterruptedRun(string fate)
    {
        var whole = await ReadAsync(() => Task.CompletedTask);

        var updates = await ReadAsync(() =>
        {
            if (fate == "kill")
            {
                return _fleet.KillAgentAsync(0);
            }

            _fleet.FreezeAgent(0);
            return Task.CompletedTask;
        });

        TextOf(updates).ShouldBe(TextOf(whole), _fleet.Output);
        updates.Select(update => update.CompletionId).Distinct().Count().ShouldBe(1);
        updates.Count(update => update.Role is not null).ShouldBe(1);
        updates.Count(update => update.FinishReason is not null).ShouldBe(1);
        TokensOf(updates).ShouldBe(TokensOf(whole));
        _fleet.Output.ShouldContain("another agent goes on with it");
    }

    /// <summary>Reads a stream and strikes after its tenth update.</summary>
    private async Task<List<StreamingChatCompletionUpdate>> ReadAsync(Func<Task> strike)
    {
        var updates = new List<StreamingChatCompletionUpdate>();
        var struck = Task.CompletedTask;
        await foreach (var update in _fleet.Chat(Slug).CompleteChatStreamingAsync("How do streams survive?"))
        {
            updates.Add(update);
            if (updates.Count == StrikesAt)
            {
                struck = strike();
            }
        }

        await Deadline.For(struck, "the end of the first agent");
        return updates;
    }

    private static string TextOf(IEnumerable<StreamingChatCompletionUpdate> updates) => string.Concat(
        updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text));

    private static (int Prompt, int Completion) TokensOf(IEnumerable<StreamingChatCompletionUpdate> updates)
    {
        var usage = updates.Single(update => update.Usage is not null).Usage;
        return (usage.InputTokenCount, usage.OutputTokenCount);
    }
}
