namespace Orleans.Serialization.Invocation;

/// <summary>Holds the object that calls run on.</summary>
public interface ITargetHolder
{
    /// <summary>The object.</summary>
    object? GetTarget();

    /// <summary>A component, e.g. a grain extension.</summary>
    /// <param name="componentType">Its type.</param>
    object? GetComponent(Type componentType);
}
