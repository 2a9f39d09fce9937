namespace Orleans;

/// <summary>Marks attributes of grain constructor parameters which the engine fills.</summary>
public interface IFacetMetadata;
