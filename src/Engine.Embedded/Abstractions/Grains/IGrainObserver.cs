using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of interfaces of objects outside of grains which grains call.</summary>
public interface IGrainObserver : IAddressable;
