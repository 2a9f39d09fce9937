namespace Xerotier.Faults.Soak;

/// <summary>The server at one moment of a soak.</summary>
/// <param name="Minute">Minutes since the load began.</param>
/// <param name="LiveMib">Managed memory after the last full collection, in MiB.</param>
/// <param name="ResidentMib">Resident memory in MiB.</param>
/// <param name="Sockets">Open sockets.</param>
/// <param name="Leases">Requests at agents.</param>
/// <param name="Done">Streams that ended well so far.</param>
/// <param name="HungUp">Streams that their clients left.</param>
/// <param name="Failed">Streams that failed.</param>
internal sealed record SoakSample(
    double Minute, double LiveMib, double ResidentMib, int Sockets, double Leases, long Done, long HungUp, long Failed);
