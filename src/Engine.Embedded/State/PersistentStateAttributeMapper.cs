using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Xerotier.Engine.Activations;

namespace Orleans;

/// <summary>Fills the constructor parameters that carry <see cref="PersistentStateAttribute"/>.</summary>
public class PersistentStateAttributeMapper : IAttributeToFactoryMapper<PersistentStateAttribute>
{
    private static readonly MethodInfo CreateDefinition =
        typeof(PersistentStateAttributeMapper).GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <inheritdoc/>
    public Factory<IGrainContext, object> GetFactory(ParameterInfo parameter, PersistentStateAttribute attribute)
    {
        IPersistentStateConfiguration config = string.IsNullOrEmpty(attribute.StateName)
            ? new PersistentStateAttribute(parameter.Name!, attribute.StorageName)
            : attribute;
        var stateType = parameter.ParameterType.GetGenericArguments()[0];
        var create = CreateDefinition.MakeGenericMethod(stateType)
            .CreateDelegate<Func<IGrainContext, IPersistentStateConfiguration, object>>();
        return context => create(context, config);
    }

    private static object Create<TState>(IGrainContext context, IPersistentStateConfiguration config) =>
        context.Runtime().ServiceProvider.GetRequiredService<IPersistentStateFactory>().Create<TState>(context, config);
}
