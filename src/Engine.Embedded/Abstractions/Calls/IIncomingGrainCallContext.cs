using System.Reflection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>A call on its way to the grain's method.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The method of the grain class.</summary>
    MethodInfo ImplementationMethod { get; }
}
