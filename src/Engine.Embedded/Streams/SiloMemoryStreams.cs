using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Xerotier.Engine.Streams;

/// <summary>The configurator of a provider of a silo.</summary>
internal sealed class SiloMemoryStreams(string name, Action<Action<IServiceCollection>> configureDelegate)
    : NamedServiceConfigurator(name, configureDelegate), ISiloMemoryStreamConfigurator;
