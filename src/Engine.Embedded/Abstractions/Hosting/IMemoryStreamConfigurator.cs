namespace Orleans.Hosting;

/// <summary>Configures a provider of memory streams.</summary>
public interface IMemoryStreamConfigurator : INamedServiceConfigurator;
