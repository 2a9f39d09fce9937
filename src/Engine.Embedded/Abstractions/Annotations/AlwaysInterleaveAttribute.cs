namespace Orleans.Concurrency;

/// <summary>Calls of this method may interleave with every other call of the activation.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
