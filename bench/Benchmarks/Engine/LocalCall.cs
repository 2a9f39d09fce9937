namespace Xerotier.Benchmarks.Engine;

/// <summary>
/// One caller and one grain: a deadline is armed, there are no filters, the request context is empty.
/// </summary>
internal sealed class LocalCall : IBenchmark
{
    private const int Calls = 200_000;

    public string Name => "local-call";

    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        await using var cluster = await OneSilo.StartAsync();
        var grain = cluster.Client.GetGrain<IEcho>("one");
        var rounds = await Rounds.RunAsync(7, Calls, async () =>
        {
            for (var i = 0; i < Calls; i++) await grain.Echo(i);
        });
        return
        [
            new("wall clock time of a call", rounds.Wall, "ns", "<= 1,000"),
            new("processor time of a call, both sides", rounds.Cpu, "ns", "-"),
            new("bytes allocated by a call", rounds.Bytes, "bytes", "<= 300"),
        ];
    }
}
