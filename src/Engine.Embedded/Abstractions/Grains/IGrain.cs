using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of grain interfaces.</summary>
public interface IGrain : IAddressable;
