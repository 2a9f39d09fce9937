namespace Orleans.Runtime;

/// <summary>The base of interfaces that are added to grains at run time.</summary>
public interface IGrainExtension : IAddressable;
