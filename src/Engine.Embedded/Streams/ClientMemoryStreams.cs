using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Xerotier.Engine.Streams;

/// <summary>The configurator of a provider of a client.</summary>
internal sealed class ClientMemoryStreams(string name, Action<Action<IServiceCollection>> configureDelegate)
    : NamedServiceConfigurator(name, configureDelegate), IClusterClientMemoryStreamConfigurator;
