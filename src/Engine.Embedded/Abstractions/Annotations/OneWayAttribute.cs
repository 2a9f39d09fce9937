namespace Orleans.Concurrency;

/// <summary>The caller does not wait for this method and learns nothing of its outcome.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
