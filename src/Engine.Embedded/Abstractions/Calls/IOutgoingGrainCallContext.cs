using Orleans.Runtime;

namespace Orleans;

/// <summary>A call on its way out of the caller.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that calls, if any.</summary>
    IGrainContext? SourceContext { get; }
}
