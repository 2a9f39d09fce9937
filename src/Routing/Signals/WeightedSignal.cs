namespace Xerotier.Routing.Signals;

/// <summary>A signal and what it counts.</summary>
internal readonly record struct WeightedSignal(ISignal Signal, double Weight);
