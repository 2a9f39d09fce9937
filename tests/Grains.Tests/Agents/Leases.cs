using Xerotier.Grains.Agents;

namespace Xerotier.Grains.Tests.Agents;

/// <summary>Lease ids of one made-up host process.</summary>
internal sealed class Leases(string host = "host", long epoch = 1)
{
    private long _number;

    public LeaseId Next() => Id(++_number);

    public LeaseId Id(long number) => new(host, epoch, number);

    public HeldLeases Held(params LeaseId[] leases) =>
        new(host, epoch, [.. leases.Select(lease => new HeldLease(lease.Number, 100))]);
}
