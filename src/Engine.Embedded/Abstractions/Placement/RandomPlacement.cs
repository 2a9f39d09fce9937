namespace Orleans.Runtime;

/// <summary>A random silo.</summary>
[GenerateSerializer]
[Immutable]
public sealed class RandomPlacement : PlacementStrategy;
