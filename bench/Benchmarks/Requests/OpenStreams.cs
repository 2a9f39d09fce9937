namespace Xerotier.Benchmarks.Requests;

/// <summary>Managed memory that is still alive after full collections, for each of many open streams.</summary>
internal sealed class OpenStreams : IBenchmark
{
    private const int Streams = 1_000;

    public string Name => "open-streams";

    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        using var partner = await PartnerProcess.StartAsync();
        await using var host = await MeasuredHost.StartAsync(partner.AgentUrl);
        // Whatever is made once and kept is not the streams'.
        await partner.OpenStreamsAsync(10, host.Address, host.Lane);
        await partner.CloseStreamsAsync();
        long before = Live();
        await partner.OpenStreamsAsync(Streams, host.Address, host.Lane);
        double each = (double)(Live() - before) / Streams;
        await partner.CloseStreamsAsync();
        return [new("open stream, live managed memory", each, "bytes", Budget.Read().StreamBytes)];
    }

    private static long Live()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
