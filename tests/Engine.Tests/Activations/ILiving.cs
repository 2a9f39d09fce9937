using Orleans;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Activations;

/// <summary>Writes its life down in the journal.</summary>
internal interface ILiving : IDeactivatable
{
    Task<Guid> Activation();

    Task<string> Injected();

    Task DeactivateAfter(string gate);

    Task<string> Stages();

    Task<bool> ContextIsCurrent();
}

/// <summary>Fails to activate as long as the test says so.</summary>
internal interface IFragile : IGrainWithStringKey
{
    Task<string> Touch();
}

/// <summary>Implements the base interface instead of deriving from the base class.</summary>
internal interface IPlain : IGrainWithStringKey
{
    Task<string> Touch();
}
