namespace Orleans;

/// <summary>The base of interfaces of grains whose key is a UUID.</summary>
public interface IGrainWithGuidKey : IGrain;
