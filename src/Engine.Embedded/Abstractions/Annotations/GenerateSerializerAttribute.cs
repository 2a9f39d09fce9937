namespace Orleans;

/// <summary>Marks a type that may travel in messages; its members are numbered by <see cref="IdAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether members without an explicit id get one. Default <see cref="GenerateFieldIds.None"/>.</summary>
    public GenerateFieldIds GenerateFieldIds { get; init; } = GenerateFieldIds.None;

    /// <summary>Whether primary constructor parameters are members of the message. Default true.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; } = true;
}
