using Orleans.CodeGeneration;
using Xerotier.Engine.Activations;

namespace Xerotier.Engine.Calls;

/// <summary>Ends an enumeration before its end.</summary>
internal sealed class EnumerationStopCall : VoidCall
{
    private readonly Guid _id;

    public EnumerationStopCall(CallMethod method, Guid id)
    {
        Descriptor = method;
        _id = id;
        AddInvokeMethodOptions(InvokeMethodOptions.AlwaysInterleave);
    }

    public override CallMethod Descriptor { get; }

    protected override ValueTask InvokeInner() => ActivationContext.Current!.Parts.Enumerations.StopAsync(_id);
}
