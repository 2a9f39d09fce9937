using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>Typed access to components.</summary>
internal static class TargetHolderExtensions
{
    /// <summary>A component, e.g. a grain extension.</summary>
    /// <typeparam name="TComponent">Its type.</typeparam>
    /// <param name="targetHolder">The holder.</param>
    public static TComponent? GetComponent<TComponent>(this ITargetHolder targetHolder)
        where TComponent : class => targetHolder.GetComponent(typeof(TComponent)) as TComponent;
}
