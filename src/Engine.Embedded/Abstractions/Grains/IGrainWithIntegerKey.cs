namespace Orleans;

/// <summary>The base of interfaces of grains whose key is a number.</summary>
public interface IGrainWithIntegerKey : IGrain;
