namespace Orleans;

/// <summary>The base of interfaces of grains whose key is a number and a text.</summary>
public interface IGrainWithIntegerCompoundKey : IGrain;
