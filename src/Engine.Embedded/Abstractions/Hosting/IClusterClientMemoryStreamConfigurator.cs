namespace Orleans.Hosting;

/// <summary>Configures a provider of memory streams of a client.</summary>
public interface IClusterClientMemoryStreamConfigurator
    : IMemoryStreamConfigurator, IClusterClientPersistentStreamConfigurator;
