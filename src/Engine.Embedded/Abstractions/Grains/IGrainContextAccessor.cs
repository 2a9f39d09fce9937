namespace Orleans.Runtime;

/// <summary>Finds the activation whose turn runs.</summary>
public interface IGrainContextAccessor
{
    /// <summary>The activation.</summary>
    IGrainContext GrainContext { get; }
}
