namespace Orleans.Hosting;

/// <summary>Configures a stream provider.</summary>
public interface IPersistentStreamConfigurator : INamedServiceConfigurator;
