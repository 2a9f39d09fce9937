namespace Orleans.Concurrency;

/// <summary>Calls of this method may interleave with other read-only calls of the activation.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
