using System.Reflection;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Xerotier.Engine.Activations;

/// <summary>The method that <see cref="MayInterleaveAttribute"/> names.</summary>
internal static class InterleavePredicate
{
    private const BindingFlags Any =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.FlattenHierarchy;

    /// <summary>The predicate of a grain class; null when it has none.</summary>
    /// <exception cref="InvalidOperationException">The attribute names no suitable method.</exception>
    public static Func<object?, IInvokable, bool>? Of(Type implementation)
    {
        if (implementation.GetCustomAttribute<MayInterleaveAttribute>(inherit: true) is not { } attribute) return null;
        var method = implementation.GetMethod(attribute.CallbackMethodName, Any, [typeof(IInvokable)]);
        if (method is null || method.ReturnType != typeof(bool))
        {
            throw new InvalidOperationException(
                $"{implementation} has no method bool {attribute.CallbackMethodName}({nameof(IInvokable)}).");
        }

        if (method.IsStatic)
        {
            var predicate = method.CreateDelegate<Func<IInvokable, bool>>();
            return (_, call) => predicate(call);
        }

        return (instance, call) => (bool)method.Invoke(instance, [call])!;
    }
}
