namespace Orleans.Runtime;

/// <summary>The silo with most resources to spare.</summary>
[GenerateSerializer]
[Immutable]
public sealed class ResourceOptimizedPlacement : PlacementStrategy;
