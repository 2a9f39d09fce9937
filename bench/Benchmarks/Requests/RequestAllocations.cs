using Xerotier.Load.Targets;

namespace Xerotier.Benchmarks.Requests;

/// <summary>
/// Bytes that the host allocates for a plain request beyond those of a bare relay, in turns in one process; and time,
/// which only informs.
/// </summary>
internal sealed class RequestAllocations : IBenchmark
{
    private const int RoundCount = 7;
    private const int Requests = 4_000;

    public string Name => "request-allocations";

    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        using var partner = await PartnerProcess.StartAsync();
        await using var bare = await BareRelay.StartAsync(partner.AgentUrl);
        await using var host = await MeasuredHost.StartAsync(partner.AgentUrl);
        var path = new Lane("/v1", "Authorization: Bearer none");
        for (int i = 0; i < 3; i++)
        {
            // Tiered compilation comes in waves, some time after the calls that it counts.
            await partner.SendAsync(2 * Requests, bare.Address, path);
            await partner.SendAsync(2 * Requests, host.Address, host.Lane);
        }

        var relayed = await Rounds.RunAsync(
            RoundCount, Requests, () => partner.SendAsync(Requests, bare.Address, path));
        var served = await Rounds.RunAsync(
            RoundCount, Requests, () => partner.SendAsync(Requests, host.Address, host.Lane));
        var budget = Budget.Read();
        return
        [
            new("bare relay, a request", relayed.Bytes, "bytes", "-"),
            new("host, a request", served.Bytes, "bytes", "-"),
            new("host above bare relay, a request", served.Bytes - relayed.Bytes, "bytes",
                budget.RequestBytesAboveRelay),
            new("bare relay, processor time a request", relayed.Cpu / 1000, "us", "-"),
            new("host, processor time a request", served.Cpu / 1000, "us", "-"),
        ];
    }
}
