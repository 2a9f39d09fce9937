using System.Runtime.CompilerServices;

namespace Xerotier.Engine.State;

/// <summary>Makes fresh states: by the constructor without parameters, or else without any constructor.</summary>
internal static class StateActivator<TState>
{
    private static readonly bool HasConstructor =
        typeof(TState).IsValueType
        || (!typeof(TState).IsAbstract && typeof(TState).GetConstructor(Type.EmptyTypes) is not null);

    /// <summary>A fresh state.</summary>
    public static TState Create()
    {
        if (HasConstructor) return Activator.CreateInstance<TState>();
        if (typeof(TState).IsAbstract || typeof(TState) == typeof(string) || typeof(TState).IsArray) return default!;
        return (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));
    }
}
