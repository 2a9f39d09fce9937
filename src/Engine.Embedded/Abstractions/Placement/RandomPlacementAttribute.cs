using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Activations are made on a random silo.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class RandomPlacementAttribute() : PlacementAttribute(new RandomPlacement());
