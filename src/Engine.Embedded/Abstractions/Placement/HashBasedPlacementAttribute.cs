using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Activations are made on the silo that the hash of the grain id selects.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class HashBasedPlacementAttribute() : PlacementAttribute(new HashBasedPlacement());
