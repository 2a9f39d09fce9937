using System.Reflection;
using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Xerotier.Engine.Calls;

/// <summary>What generated calls of one interface method have in common.</summary>
public sealed class CallMethod
{
    /// <summary>Describes a method; its attributes say how it is called.</summary>
    /// <param name="interfaceType">The interface that declares it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parameters">The types of its parameters.</param>
    /// <param name="typeArguments">Its type arguments, if it is generic.</param>
    public CallMethod(Type interfaceType, string name, Type[] parameters, params Type[] typeArguments)
    {
        InterfaceType = interfaceType;
        Method = Find(interfaceType, name, parameters, typeArguments);
        Name = name;
        InterfaceName = interfaceType.FullName!;
        ResponseTimeout = Method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        IsCancellable = parameters.Contains(typeof(CancellationToken));
        IsExtension = typeof(IGrainExtension).IsAssignableFrom(interfaceType);
        if (Method.IsDefined(typeof(OneWayAttribute))) Options |= InvokeMethodOptions.OneWay;
        if (Method.IsDefined(typeof(ReadOnlyAttribute))) Options |= InvokeMethodOptions.ReadOnly;
        if (Method.IsDefined(typeof(AlwaysInterleaveAttribute))) Options |= InvokeMethodOptions.AlwaysInterleave;
        if (Method.ReturnType == typeof(void)) Options |= InvokeMethodOptions.OneWay;
    }

    /// <summary>The interface.</summary>
    public Type InterfaceType { get; }

    /// <summary>The method.</summary>
    public MethodInfo Method { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The full name of the interface.</summary>
    public string InterfaceName { get; }

    /// <summary>How it is delivered.</summary>
    public InvokeMethodOptions Options { get; }

    /// <summary>Its own response timeout; null takes the configured one.</summary>
    public TimeSpan? ResponseTimeout { get; }

    /// <summary>Whether it takes a cancellation token.</summary>
    public bool IsCancellable { get; }

    internal bool IsExtension { get; }

    private static MethodInfo Find(Type interfaceType, string name, Type[] parameters, Type[] typeArguments)
    {
        foreach (var candidate in interfaceType.GetMethods())
        {
            if (candidate.Name != name || candidate.GetGenericArguments().Length != typeArguments.Length) continue;
            var method = typeArguments.Length == 0 ? candidate : candidate.MakeGenericMethod(typeArguments);
            if (method.GetParameters().Select(static p => p.ParameterType).SequenceEqual(parameters)) return method;
        }

        throw new MissingMethodException(interfaceType.FullName, name);
    }
}
