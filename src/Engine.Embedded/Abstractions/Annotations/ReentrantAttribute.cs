namespace Orleans.Concurrency;

/// <summary>All calls of activations of this grain class may interleave.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
