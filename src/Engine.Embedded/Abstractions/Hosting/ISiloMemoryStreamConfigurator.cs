namespace Orleans.Hosting;

/// <summary>Configures a provider of memory streams of a silo.</summary>
public interface ISiloMemoryStreamConfigurator : IMemoryStreamConfigurator, ISiloRecoverableStreamConfigurator;
