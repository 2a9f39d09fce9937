namespace Orleans.Runtime;

/// <summary>Names the grain interface type of an interface.</summary>
/// <param name="value">The name.</param>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = false)]
public sealed class GrainInterfaceTypeAttribute(string value) : Attribute
{
    private readonly GrainInterfaceType _type = GrainInterfaceType.Create(value);

    /// <summary>The grain interface type of <paramref name="type"/>.</summary>
    /// <param name="services">Not used.</param>
    /// <param name="type">The interface.</param>
    public GrainInterfaceType GetGrainInterfaceType(IServiceProvider services, Type type) => _type;
}
