namespace Orleans.Hosting;

/// <summary>Configures a stream provider of a silo.</summary>
public interface ISiloPersistentStreamConfigurator : IPersistentStreamConfigurator;
