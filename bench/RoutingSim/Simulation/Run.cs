using Xerotier.RoutingSim.Workers;

namespace Xerotier.RoutingSim.Simulation;

/// <summary>What a simulation left behind.</summary>
/// <param name="Log">Requests.</param>
/// <param name="EndMs">When the last request was done.</param>
/// <param name="Service">Service of each client so far, one row a sample; empty when not asked for.</param>
internal sealed record Run(RequestLog Log, double EndMs, List<double[]> Service);
