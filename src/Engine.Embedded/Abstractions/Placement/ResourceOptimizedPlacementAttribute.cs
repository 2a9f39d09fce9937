using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Activations are made on the silo with most resources to spare. All silos share one process here, so the
/// number of activations decides.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class ResourceOptimizedPlacementAttribute() : PlacementAttribute(new ResourceOptimizedPlacement());
