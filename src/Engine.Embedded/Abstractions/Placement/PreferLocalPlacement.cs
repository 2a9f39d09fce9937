namespace Orleans.Runtime;

/// <summary>The silo of the first caller.</summary>
[GenerateSerializer]
[Immutable]
public sealed class PreferLocalPlacement : PlacementStrategy;
