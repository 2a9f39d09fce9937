using Orleans.CodeGeneration;
using Xerotier.Engine.Activations;

namespace Xerotier.Engine.Calls;

/// <summary>Reads the next batch of an enumeration; the first read starts it.</summary>
internal sealed class EnumerationReadCall<TItem> : ResultCall<EnumerationBatch<TItem>>
{
    private readonly Guid _id;
    private readonly EnumerationCall<TItem>? _start;
    private readonly int _maxItems;

    public EnumerationReadCall(CallMethod method, Guid id, EnumerationCall<TItem>? start, int maxItems)
    {
        Descriptor = method;
        _id = id;
        _start = start;
        _maxItems = maxItems;
        AddInvokeMethodOptions(InvokeMethodOptions.AlwaysInterleave);
    }

    public override CallMethod Descriptor { get; }

    protected override ValueTask<EnumerationBatch<TItem>> InvokeInner()
    {
        var activation = ActivationContext.Current!;
        var enumerations = activation.Parts.Enumerations;
        if (_start is not null) enumerations.Add(_id, new Enumeration<TItem>(_start, Target, activation.Silo.Clock));
        return enumerations.ReadAsync<TItem>(_id, _maxItems);
    }
}
