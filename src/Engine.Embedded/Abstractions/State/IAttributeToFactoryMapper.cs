using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Makes the values of grain constructor parameters that carry an attribute.</summary>
/// <typeparam name="TMetadata">The attribute.</typeparam>
public interface IAttributeToFactoryMapper<in TMetadata>
    where TMetadata : IFacetMetadata
{
    /// <summary>The factory of the parameter's value, called once an activation.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="metadata">Its attribute.</param>
    Factory<IGrainContext, object> GetFactory(ParameterInfo parameter, TMetadata metadata);
}
