using Orleans.Runtime;

namespace Xerotier.Engine.Activations;

/// <summary>Finds the activation whose turn runs.</summary>
internal sealed class GrainContextAccessor : IGrainContextAccessor
{
    public IGrainContext GrainContext => ActivationContext.Current!;
}
