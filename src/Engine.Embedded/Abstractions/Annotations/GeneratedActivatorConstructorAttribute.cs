using Microsoft.Extensions.DependencyInjection;

namespace Orleans;

/// <summary>Marks the constructor that makes instances of a message type.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class GeneratedActivatorConstructorAttribute : ActivatorUtilitiesConstructorAttribute;
