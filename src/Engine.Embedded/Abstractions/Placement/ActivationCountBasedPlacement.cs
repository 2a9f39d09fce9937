namespace Orleans.Runtime;

/// <summary>The silo with the fewest activations.</summary>
[GenerateSerializer]
[Immutable]
public sealed class ActivationCountBasedPlacement : PlacementStrategy;
