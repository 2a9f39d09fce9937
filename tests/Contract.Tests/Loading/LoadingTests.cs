using System.Collections.Concurrent;
using System.Net;
using Xerotier.Contract.Tests.Processes;

namespace Xerotier.Contract.Tests.Loading;

/// <summary>Server and agents are processes of their own.</summary>
public sealed class LoadingTests : IAsyncLifetime
{
    private const int Clients = 4;
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);
    private readonly AgentFleet _fleet = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentQueue<string> _served = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _fleet.DisposeAsync().AsTask();

    [Fact]
    public async Task Model_ThatNobodyHas_IsLoadedByTheFirstRequest()
    {
        await _fleet.StartServerAsync(Patient);
        await _fleet.StartAgentAsync();
        await _fleet.CreateModelAsync("cold");

        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => _fleet.AskAsync("cold")));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK, _fleet.Output);
        answers.ShouldAllBe(answer => answer.Version == "1.0.0");
        _fleet.LoadsOf(0).ShouldBe(1, "concurrent requests share one load");
    }

    [Fact]
    public async Task Model_ThatLoadsLongerThanTheWait_Is503WithRetryAfterAndComesLater()
    {
        await _fleet.StartServerAsync(TimeSpan.FromSeconds(1));
        await _fleet.StartAgentAsync(loadMs: 4000);
        await _fleet.CreateModelAsync("slow");

        var first = await _fleet.AskAsync("slow");

        first.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        first.Body.ShouldContain("model_loading");
        first.RetryAfter.ShouldNotBeNull();
        await Deadline.For(UntilAsync(async () => (await _fleet.AskAsync("slow")).Status == HttpStatusCode.OK),
            "the model to be loaded");
        _fleet.LoadsOf(0).ShouldBe(1, "the load went on");
    }

    [Fact]
    public async Task Promotion_UnderLoad_FailsNoRequestAndMovesAllToTheNewVersion()
    {
        await _fleet.StartServerAsync(Patient);
        await _fleet.StartAgentAsync();
        await _fleet.StartAgentAsync();
        var model = await _fleet.CreateModelAsync("promoted");
        var first = await _fleet.AskAsync("promoted");
        first.Version.ShouldBe("1.0.0", first.Body);
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, Clients).Select(_ => AskUntilAsync(stop.Token)).ToArray();
        await SeeAsync(version => version == "1.0.0", 20);

        await _fleet.PromoteAsync(model, "2.0.0");

        await SeeAsync(version => version == "2.0.0", 20);
        _served.Clear();
        await Deadline.For(UntilAsync(() => Task.FromResult(_served.Count > 40)), "forty more answers");
        await stop.CancelAsync();
        await Deadline.For(Task.WhenAll(load), "the clients to stop");
        _failures.ShouldBeEmpty();
        _served.Skip(Clients).ShouldAllBe(version => version == "2.0.0");
    }

    private async Task AskUntilAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var answer = await _fleet.AskAsync("promoted");
            if (answer.Status == HttpStatusCode.OK)
            {
                _served.Enqueue(answer.Version!);
            }
            else
            {
                _failures.Enqueue($"{answer.Status}: {answer.Body}");
            }
        }
    }

    private Task SeeAsync(Func<string, bool> wanted, int count) => Deadline.For(
        UntilAsync(() => Task.FromResult(_served.Count(wanted) >= count || !_failures.IsEmpty)),
        $"{count} answers of the version; failures: {string.Join(", ", _failures)}");

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Deadline.After(TimeSpan.FromMilliseconds(50));
        }
    }
}
