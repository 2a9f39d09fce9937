using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Activations;

/// <summary>Makes the instances of one grain class; how is worked out once.</summary>
internal sealed class GrainActivator
{
    private readonly ConstructorInvoker _constructor;
    private readonly Func<Activation, object?>[] _arguments;

    public GrainActivator(Type implementation, IServiceProvider services)
    {
        var constructor = Choose(implementation);
        _constructor = ConstructorInvoker.Create(constructor);
        _arguments = [.. constructor.GetParameters().Select(p => Argument(p, services))];
    }

    /// <summary>A new instance for <paramref name="activation"/>.</summary>
    public object CreateInstance(Activation activation)
    {
        var arguments = _arguments.Length == 0 ? [] : new object?[_arguments.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = _arguments[i](activation);
        return _constructor.Invoke(arguments.AsSpan());
    }

    /// <summary>Disposes an instance.</summary>
    public async ValueTask DisposeAsync(object instance)
    {
        if (instance is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
        else if (instance is IDisposable synchronous) synchronous.Dispose();
    }

    private static ConstructorInfo Choose(Type implementation)
    {
        var constructors = implementation.GetConstructors(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        return constructors.FirstOrDefault(c => c.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors.Where(c => c.IsPublic).MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"Grain class {implementation} has no public constructor.");
    }

    private static Func<Activation, object?> Argument(ParameterInfo parameter, IServiceProvider services)
    {
        var type = parameter.ParameterType;
        if (type == typeof(IGrainContext)) return static activation => activation;
        if (parameter.GetCustomAttributes().OfType<IFacetMetadata>().FirstOrDefault() is { } facet)
            return Facet(parameter, facet, services);
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
            return activation => activation.ActivationServices.GetRequiredKeyedService(type, keyed.Key);
        var fallback = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        if (parameter.HasDefaultValue)
            return activation => activation.ActivationServices.GetService(type) ?? fallback;
        if (services.GetService<ServiceLifetimes>()?.IsSingleton(type) == true)
            return activation => activation.Silo.Services.GetRequiredService(type);
        return activation => activation.ActivationServices.GetRequiredService(type);
    }

    private static Func<Activation, object?> Facet(
        ParameterInfo parameter, IFacetMetadata facet, IServiceProvider services)
    {
        var mapper = typeof(FacetMapper<>).MakeGenericType(facet.GetType());
        var map = (IFacetMapper)Activator.CreateInstance(mapper)!;
        var factory = map.GetFactory(services, parameter, facet);
        return activation => factory(activation);
    }

    private interface IFacetMapper
    {
        Factory<IGrainContext, object> GetFactory(
            IServiceProvider services, ParameterInfo parameter, IFacetMetadata facet);
    }

    private sealed class FacetMapper<TFacet> : IFacetMapper
        where TFacet : IFacetMetadata
    {
        public Factory<IGrainContext, object> GetFactory(
            IServiceProvider services, ParameterInfo parameter, IFacetMetadata facet) =>
            services.GetRequiredService<IAttributeToFactoryMapper<TFacet>>().GetFactory(parameter, (TFacet)facet);
    }
}
