namespace Orleans.Metadata;

/// <summary>Names the grain type that serves an interface which several grain classes implement.</summary>
/// <param name="grainType">The grain type.</param>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = false)]
public sealed class DefaultGrainTypeAttribute(string grainType) : Attribute
{
    internal string GrainType { get; } = grainType;
}
