namespace Orleans;

/// <summary>The base of interfaces of grains whose key is a UUID and a text.</summary>
public interface IGrainWithGuidCompoundKey : IGrain;
