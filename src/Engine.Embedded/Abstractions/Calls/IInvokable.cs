using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A call of a method with its arguments.</summary>
public interface IInvokable : IDisposable
{
    /// <summary>Whether the method takes a cancellation token.</summary>
    bool IsCancellable { get; }

    /// <summary>The object that the call runs on.</summary>
    object? GetTarget();

    /// <summary>Sets the object that the call runs on.</summary>
    /// <param name="holder">Its holder.</param>
    void SetTarget(ITargetHolder holder);

    /// <summary>Runs the call.</summary>
    ValueTask<Response> Invoke();

    /// <summary>The number of arguments.</summary>
    int GetArgumentCount();

    /// <summary>An argument.</summary>
    /// <param name="index">Its position.</param>
    object? GetArgument(int index);

    /// <summary>Replaces an argument.</summary>
    /// <param name="index">Its position.</param>
    /// <param name="value">The new value.</param>
    void SetArgument(int index, object value);

    /// <summary>The name of the method.</summary>
    string GetMethodName();

    /// <summary>The full name of the interface.</summary>
    string GetInterfaceName();

    /// <summary>Interface and method for traces.</summary>
    string GetActivityName();

    /// <summary>The method of the interface.</summary>
    MethodInfo GetMethod();

    /// <summary>The interface.</summary>
    Type GetInterfaceType();

    /// <summary>The method's own response timeout; null takes the configured one.</summary>
    TimeSpan? GetDefaultResponseTimeout();

    /// <summary>The cancellation token argument, if any.</summary>
    CancellationToken GetCancellationToken();

    /// <summary>Cancels the token that the callee sees.</summary>
    bool TryCancel();
}
