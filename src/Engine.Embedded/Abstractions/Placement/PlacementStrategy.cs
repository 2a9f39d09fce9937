namespace Orleans.Runtime;

/// <summary>Where activations are made.</summary>
public abstract class PlacementStrategy
{
    /// <summary>Whether the grain directory knows the activations.</summary>
    public virtual bool IsUsingGrainDirectory => true;
}
