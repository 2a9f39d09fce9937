using System.Net;
using Xerotier.ApiHost.Tests.Inference;
using Xerotier.Grains.Agents;
using Xerotier.TestKit.Agents;
using Xerotier.TestKit.Time;

namespace Xerotier.ApiHost.Tests.Streaming;

public sealed class EventRelayTests
{
    private const string WithUsage = """
        {"model":"m","messages":[{"role":"user","content":"hi"}],"stream":true,
        "stream_options":{"include_usage":true}}
        """;

    [Fact]
    public async Task Post_Stream_FirstTokenArrivesBeforeTheLastIsProduced()
    {
        var gate = new TaskCompletionSource();
        await using var scene = await Scene.StartAsync(async context =>
        {
            await AgentScripts.BeginAsync(context);
            await AgentScripts.SendAsync(context, AgentScripts.Chunk("first"));
            await gate.Task;
            await AgentScripts.SendAsync(context, AgentScripts.Chunk("last"));
            await AgentScripts.SendAsync(context, "[DONE]");
        });

        using var answer = await scene.PostAsync(Scene.HelloStream);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var first = await Wait.ForAsync("the first frame", reader.ReadLineAsync());
        gate.SetResult();
        var rest = await reader.ReadToEndAsync();

        answer.Content.Headers.ContentType?.MediaType.ShouldBe("text/event-stream");
        answer.Headers.CacheControl?.NoCache.ShouldBe(true);
        answer.Header("X-Xerotier-Overhead-Ms").ShouldNotBeNull();
        first.ShouldBe("data: " + AgentScripts.Chunk("first"));
        rest.ShouldBe($"\ndata: {AgentScripts.Chunk("last")}\n\ndata: [DONE]\n\n");
    }

    [Fact]
    public async Task Post_ClientDidNotAskForUsage_IsMeteredAndWithheld()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Events(
            With("null", AgentScripts.Chunk("a")),
            With("""{"prompt_tokens":7,"completion_tokens":1}""", AgentScripts.Chunk("b")),
            With("null", AgentScripts.Chunk("c")).Replace(",", ",\ndata: ", StringComparison.Ordinal),
            AgentScripts.UsageChunk));

        using var answer = await scene.PostAsync(Scene.HelloStream);

        var events = await answer.EventsAsync();
        events[..2].ShouldBe([AgentScripts.Chunk("a"), AgentScripts.Chunk("b")]);
        events[2].Replace(", ", ",", StringComparison.Ordinal).ShouldBe(AgentScripts.Chunk("c"));
        events[3..].ShouldBe(["[DONE]"]);
        var row = await scene.MeteredAsync();
        (row.InputTokens, row.OutputTokens).ShouldBe((7, 2));
        var received = await scene.Grains.Agents[0].NextRequestAsync();
        received.Json["stream_options"]!["include_usage"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Post_ClientAskedForUsage_IsForwardedAsItIs()
    {
        var chunk = With("null", AgentScripts.Chunk("a"));
        await using var scene = await Scene.StartAsync(AgentScripts.Events(chunk, AgentScripts.UsageChunk));

        using var answer = await scene.PostAsync(WithUsage);

        (await answer.EventsAsync()).ShouldBe([chunk, AgentScripts.UsageChunk, "[DONE]"]);
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.Success);
    }

    [Fact]
    public async Task Post_FramesWithOddLineEnds_AreRelayedByteForByte()
    {
        var stream = $": hi\r\n\r\ndata: {AgentScripts.Chunk("a")}\r\n\r\n: ping\n\n"
            + $"event: x\ndata:{AgentScripts.Chunk("b")}\n\ndata: [DONE]\n\n";
        await using var scene = await Scene.StartAsync(AgentScripts.Json(stream));

        using var answer = await scene.PostAsync(Scene.HelloStream);

        (await answer.Content.ReadAsStringAsync()).ShouldBe(stream[": hi\r\n\r\n".Length..]);
    }

    [Theory]
    [InlineData("dies")]
    [InlineData("ends")]
    [InlineData("garbage")]
    [InlineData("error")]
    public async Task Post_AgentFailsMidStream_EndsWithAnErrorFrame(string failure)
    {
        var relayed = new TaskCompletionSource();
        await using var scene = await Scene.StartAsync(async context =>
        {
            await AgentScripts.BeginAsync(context);
            await AgentScripts.SendAsync(context, AgentScripts.Chunk("a"));
            await relayed.Task;
            switch (failure)
            {
                case "dies":
                    context.Abort();
                    break;
                case "garbage":
                    await AgentScripts.SendAsync(context, "<html>");
                    break;
                case "error":
                    await AgentScripts.SendAsync(context, """{"error":{"message":"/root/secret path"}}""");
                    break;
            }
        });

        // The headers come with the first frame.
        using var answer = await scene.PostAsync(Scene.HelloStream);
        relayed.SetResult();

        var events = await answer.EventsAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        events.Length.ShouldBe(2);
        events[0].ShouldBe(AgentScripts.Chunk("a"));
        events[1].ShouldContain("\"stream_error\"");
        events[1].ShouldContain("\"stream_interrupted\"");
        events[1].ShouldNotContain("secret");
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.AgentFailedLate);
        var row = await scene.MeteredAsync();
        (row.FailedRequests, row.OutputTokens).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Post_FrameOverTheLimit_EndsTheStream()
    {
        var settings = new Dictionary<string, string?> { ["Inference:MaxFrameBytes"] = "4096" };
        await using var scene = await Scene.StartAsync(
            TimeProvider.System,
            settings,
            AgentScripts.Events(AgentScripts.Chunk("a"), AgentScripts.Chunk(new string('x', 10_000))));

        using var answer = await scene.PostAsync(Scene.HelloStream);

        (await answer.EventsAsync())[^1].ShouldContain("stream_error");
    }

    [Fact]
    public async Task Post_AgentFallsSilentMidStream_EndsWithAnErrorFrame()
    {
        using var time = new ManualTimeProvider();
        await using var scene = await Scene.StartAsync(time, [], async context =>
        {
            await AgentScripts.BeginAsync(context);
            await AgentScripts.SendAsync(context, AgentScripts.Chunk("a"));
            await AgentScripts.HangAsync(context);
        });

        using var answer = await scene.PostAsync(Scene.HelloStream);
        time.Advance(scene.RequestTimeout);
        var events = await Wait.ForAsync("the end of the stream", answer.EventsAsync());

        events[^1].ShouldContain("stream_interrupted");
    }

    [Fact]
    public async Task Post_ClientHangsUp_BackendIsCancelledAndTheAgentIsNotBlamed()
    {
        await using var scene = await Scene.StartAsync(async context =>
        {
            await AgentScripts.BeginAsync(context);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await AgentScripts.SendAsync(context, AgentScripts.Chunk("a"));
            }
        });

        using (var answer = await scene.PostAsync(Scene.HelloStream))
        {
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
            await Wait.ForAsync("the first frame", reader.ReadLineAsync());
        }

        var received = await scene.Grains.Agents[0].NextRequestAsync();
        await Wait.UntilAsync("the backend was cancelled", () => received.Aborted.IsCancellationRequested);
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.ClientFault);
        var row = await scene.MeteredAsync();
        row.FailedRequests.ShouldBe(0);
        row.OutputTokens.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Post_ClientHangsUpBeforeTheFirstByte_BackendIsCancelled()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.HangAsync);
        using var hangUp = new CancellationTokenSource();

        var answering = scene.PostAsync(Scene.Hello, cancellation: hangUp.Token);
        var received = await scene.Grains.Agents[0].NextRequestAsync();
        await hangUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => answering);
        await Wait.UntilAsync("the backend was cancelled", () => received.Aborted.IsCancellationRequested);
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.ClientFault);
        scene.Grains.Queries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Post_AgentNeverAnswers_IsATimeout()
    {
        using var time = new ManualTimeProvider();
        await using var scene = await Scene.StartAsync(time, [], AgentScripts.HangAsync);

        var answering = scene.PostAsync(Scene.Hello);
        await scene.Grains.Agents[0].NextRequestAsync();
        time.Advance(scene.RequestTimeout);
        using var answer = await Wait.ForAsync("the answer", answering);

        (await answer.ErrorAsync()).ShouldBe((504, "service_error", "request_timeout", null));
        scene.Grains.Agents[0].Waiting.ShouldBe(0);
    }

    private static string With(string usage, string chunk) => $"{chunk[..^1]},\"usage\":{usage}}}";
}
