using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Xerotier.Engine.Calls;
using Xerotier.Engine.Scheduling;

namespace Xerotier.Engine.Activations;

/// <content>What a call needs of the activation that it runs on.</content>
internal sealed partial class Activation : ICallOwner
{
    IGrainContext ICallOwner.GrainContext => this;

    public IReadOnlyList<IIncomingGrainCallFilter>? FiltersOf(GrainCall call)
    {
        var filters = Silo.IncomingFilters;
        return Class.FiltersItself ? [.. filters, (IIncomingGrainCallFilter)GrainInstance!] : filters;
    }

    public Exception MissingTarget(GrainCall call) =>
        new GrainExtensionNotInstalledException(
            $"No extension {call.Descriptor.InterfaceType} is installed on {GrainId}.");

    public void OnCallFailed(GrainCall call, Exception failure)
    {
        if (failure is not InconsistentStateException) return;
        Deactivate(new(DeactivationReasonCode.ApplicationError, failure, "The stored state was changed by another."));
    }

    public void QueueTurn(Action action)
    {
        using (NoFlow.Enter()) _turns.QueueAction(action);
    }
}
