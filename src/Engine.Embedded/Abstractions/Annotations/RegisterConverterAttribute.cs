namespace Orleans;

/// <summary>Marks a class that converts a foreign type to a serialisable surrogate and back.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class RegisterConverterAttribute : Attribute;
