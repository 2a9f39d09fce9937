namespace Xerotier.Benchmarks.Engine;

/// <summary>A million activations of a small grain after a full collection.</summary>
internal sealed class IdleActivations : IBenchmark
{
    private const int Count = 1_000_000;
    private const int AtOnce = 64;
    private const double BytesOfMegabyte = 1_000_000;

    public string Name => "idle-activations";

    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        await using var cluster = await OneSilo.StartAsync();
        await cluster.Client.GetGrain<IEcho>("first").Echo(0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var first = 0; first < Count; first += AtOnce)
        {
            await Task.WhenAll(Enumerable.Range(first, AtOnce)
                .Select(i => cluster.Client.GetGrain<IEcho>($"grain-{i}").Echo(i)));
        }

        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / BytesOfMegabyte;
        return [new($"managed memory of {Count:N0} activations", megabytes, "MB", "<= 1,000")];
    }
}
