namespace Orleans.Runtime;

/// <summary>The silo that the hash of the grain id selects.</summary>
[GenerateSerializer]
[Immutable]
public sealed class HashBasedPlacement : PlacementStrategy;
