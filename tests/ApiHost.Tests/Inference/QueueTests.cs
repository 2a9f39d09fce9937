using System.Net;
using Xerotier.Grains.Requests;
using Xerotier.TestKit.Agents;
using Xerotier.TestKit.Time;

namespace Xerotier.ApiHost.Tests.Inference;

public sealed class QueueTests
{
    private static readonly RouteReply Busy = SceneGrains.Undecided(RouteOutcome.Queue);

    [Fact]
    public async Task Post_NobodyHasRoom_WaitsForATurnAndIsServed()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));
        var turns = new Queue<QueueOutcome>([QueueOutcome.Wait, QueueOutcome.Turn, QueueOutcome.Turn]);
        scene.Grains.Queue = _ => Task.FromResult(new QueueTurn(turns.Dequeue(), 1));
        scene.Grains.Route = _ =>
            scene.Grains.Queries.Count < 3 ? Busy : SceneGrains.Leased(scene.Grains.Agents[0]);

        using var answer = await scene.PostAsync(Scene.Hello);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        turns.ShouldBeEmpty();
        scene.Grains.Queries.Count.ShouldBe(3);
        scene.Grains.Left.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Post_NobodyHasRoomFor30Seconds_IsRefusedWithRetryAfter()
    {
        using var time = new ManualTimeProvider();
        await using var scene = await Scene.StartAsync(time, []);
        var started = time.GetUtcNow();
        var waiting = new TaskCompletionSource<QueueTicket>();
        scene.Grains.Route = _ => Busy;
        scene.Grains.Queue = ticket =>
        {
            waiting.TrySetResult(ticket);
            return new TaskCompletionSource<QueueTurn>().Task;
        };

        var answering = scene.PostAsync(Scene.Hello);
        var ticket = await Wait.ForAsync("the request to wait", waiting.Task);
        await Wait.UntilAsync("the queue's time was up", () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return !scene.Grains.Left.IsEmpty;
        });
        using var answer = await Wait.ForAsync("the answer", answering);

        (await answer.ErrorAsync()).ShouldBe((503, "service_error", "queue_timeout", null));
        answer.Headers.RetryAfter.ShouldNotBeNull();
        scene.Grains.Left.ShouldBe([ticket.Id]);
        (time.GetUtcNow() - started).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Post_ClientHangsUpWhileWaiting_LeavesTheQueue()
    {
        await using var scene = await Scene.StartAsync();
        var waiting = new TaskCompletionSource();
        scene.Grains.Route = _ => Busy;
        scene.Grains.Queue = _ =>
        {
            waiting.TrySetResult();
            return new TaskCompletionSource<QueueTurn>().Task;
        };
        using var hangUp = new CancellationTokenSource();

        var answering = scene.PostAsync(Scene.Hello, cancellation: hangUp.Token);
        await Wait.ForAsync("the request to wait", waiting.Task);
        await hangUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => answering);
        await Wait.UntilAsync("the queue was left", () => !scene.Grains.Left.IsEmpty);
    }

    [Fact]
    public async Task Post_QueueIsFull_IsRefusedAsOverload()
    {
        await using var scene = await Scene.StartAsync();
        scene.Grains.Route = _ => Busy;
        scene.Grains.Queue = _ => Task.FromResult(new QueueTurn(QueueOutcome.Full, 0));

        using var answer = await scene.PostAsync(Scene.Hello);

        (await answer.ErrorAsync()).ShouldBe((503, "service_error", "overloaded", null));
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }
}
