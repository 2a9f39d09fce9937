using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Says where activations of a grain class are made.</summary>
/// <param name="placement">The strategy.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public abstract class PlacementAttribute(PlacementStrategy placement) : Attribute
{
    /// <summary>The strategy.</summary>
    public PlacementStrategy PlacementStrategy { get; } = placement;
}
