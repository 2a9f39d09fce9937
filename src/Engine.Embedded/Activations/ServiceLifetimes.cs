using Microsoft.Extensions.DependencyInjection;

namespace Xerotier.Engine.Activations;

/// <summary>
/// Knows which services are singletons: grains get those without a service scope of their own, which would cost every
/// idle activation memory.
/// </summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    private readonly Lazy<HashSet<Type>> _singletons = new(() =>
        [.. services.GroupBy(static d => d.ServiceType)
            .Where(static g => g.All(static d => d.Lifetime == ServiceLifetime.Singleton))
            .Select(static g => g.Key)]);

    /// <summary>Whether all registrations of <paramref name="type"/> are singletons.</summary>
    public bool IsSingleton(Type type) =>
        _singletons.Value.Contains(type)
        || (type.IsGenericType && _singletons.Value.Contains(type.GetGenericTypeDefinition()));
}
