namespace Xerotier.RoutingSim.Workloads;

/// <summary>Something happens to a worker.</summary>
/// <param name="AtMs">When.</param>
/// <param name="Worker">To whom.</param>
/// <param name="Speed">New speed as a share of the model's; 0 when the worker dies with all it had.</param>
internal readonly record struct FleetChange(double AtMs, int Worker, double Speed);
