namespace Xerotier.Engine.Grains;

/// <summary>Names the generated <see cref="GrainCode"/> of an assembly.</summary>
/// <param name="type">The class.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GrainCodeAttribute(Type type) : Attribute
{
    /// <summary>The class.</summary>
    public Type Type { get; } = type;
}
