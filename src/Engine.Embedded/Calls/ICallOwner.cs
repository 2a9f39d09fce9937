using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Xerotier.Engine.Calls;

/// <summary>Runs calls one after the other: an activation or an observer.</summary>
internal interface ICallOwner : ITargetHolder
{
    /// <summary>The activation's context; null for observers.</summary>
    IGrainContext? GrainContext { get; }

    /// <summary>The filters that a call passes.</summary>
    IReadOnlyList<IIncomingGrainCallFilter>? FiltersOf(GrainCall call);

    /// <summary>Why the call has nothing to run on.</summary>
    Exception MissingTarget(GrainCall call);

    /// <summary>The call threw.</summary>
    void OnCallFailed(GrainCall call, Exception failure);

    /// <summary>The call is done.</summary>
    void OnCallDone(GrainCall call);

    /// <summary>Runs an action as a turn.</summary>
    void QueueTurn(Action action);
}
