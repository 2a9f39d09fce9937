using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A call on its way through the call filters.</summary>
public interface IGrainCallContext
{
    /// <summary>The call.</summary>
    IInvokable Request { get; }

    /// <summary>The grain or the reference that is called.</summary>
    object Grain { get; }

    /// <summary>The caller, if it is a grain or an observer.</summary>
    GrainId? SourceId { get; }

    /// <summary>The callee.</summary>
    GrainId TargetId { get; }

    /// <summary>The interface.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>The name of the interface.</summary>
    string InterfaceName { get; }

    /// <summary>The name of the method.</summary>
    string MethodName { get; }

    /// <summary>The method of the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The result, once there is one.</summary>
    object? Result { get; set; }

    /// <summary>The outcome, once there is one.</summary>
    Response? Response { get; set; }

    /// <summary>Runs the rest of the filters and the call.</summary>
    Task Invoke();
}
