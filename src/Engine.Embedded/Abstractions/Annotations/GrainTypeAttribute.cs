using Orleans.Runtime;

namespace Orleans;

/// <summary>Names the grain type of a grain class.</summary>
/// <param name="grainType">The name, e.g. <c>agent</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    private readonly GrainType _grainType = GrainType.Create(grainType);

    /// <summary>The grain type of <paramref name="type"/>.</summary>
    /// <param name="services">Not used.</param>
    /// <param name="type">The grain class.</param>
    public GrainType GetGrainType(IServiceProvider services, Type type) => _grainType;
}
