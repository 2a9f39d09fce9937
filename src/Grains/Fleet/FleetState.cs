using Orleans;

namespace Xerotier.Grains.Fleet;

/// <summary>Stored form of a fleet, version 1: who belongs to it; load figures are never part of it.</summary>
[GenerateSerializer, Alias("xerotier.fleet-state")]
internal sealed class FleetState : IDurableState<FleetState>
{
    [Id(0)]
    public RosterEntry[] Agents { get; set; } = [];

    /// <inheritdoc/>
    public FleetState Copy() => (FleetState)MemberwiseClone();
}
