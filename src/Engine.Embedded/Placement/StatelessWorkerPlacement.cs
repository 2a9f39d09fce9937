namespace Orleans.Runtime;

/// <summary>A pool of interchangeable activations on each silo.</summary>
internal sealed class StatelessWorkerPlacement(int maxLocal = -1, bool? removeIdle = null) : PlacementStrategy
{
    /// <summary>The most activations that one silo makes for one grain id.</summary>
    public int MaxLocal { get; } = maxLocal > 0 ? maxLocal : Environment.ProcessorCount;

    /// <summary>Whether idle workers may go early; null leaves it to the options.</summary>
    public bool? RemoveIdle { get; } = removeIdle;

    public override bool IsUsingGrainDirectory => false;
}
