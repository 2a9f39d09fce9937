using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Xerotier.Engine.Activations;

/// <summary>Extensions and other components of one activation.</summary>
internal sealed class ActivationComponents(Activation owner)
{
    private readonly Dictionary<Type, object> _components = [];

    public void Set(Type type, object? value)
    {
        lock (_components)
        {
            if (value is null) _components.Remove(type);
            else _components[type] = value;
        }
    }

    /// <summary>A component that was set, or a grain extension that is registered as a keyed service.</summary>
    public object? Find(Type type)
    {
        lock (_components)
        {
            if (_components.TryGetValue(type, out var component)) return component;
            if (!typeof(IGrainExtension).IsAssignableFrom(type)) return null;
            component = owner.ActivationServices.GetKeyedService<IGrainExtension>(type);
            if (component is not null) _components[type] = component;
            return component;
        }
    }
}
