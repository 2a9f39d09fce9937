namespace Orleans.Hosting;

/// <summary>Configures a stream provider of a silo that can go back in its streams.</summary>
public interface ISiloRecoverableStreamConfigurator : ISiloPersistentStreamConfigurator;
