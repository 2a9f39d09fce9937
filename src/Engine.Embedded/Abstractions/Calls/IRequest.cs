using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>A call of a grain.</summary>
public interface IRequest : IInvokable
{
    /// <summary>How it is delivered.</summary>
    InvokeMethodOptions Options { get; }

    /// <summary>Adds ways of delivery.</summary>
    /// <param name="options">What to add.</param>
    void AddInvokeMethodOptions(InvokeMethodOptions options);
}
