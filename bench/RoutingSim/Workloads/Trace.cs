namespace Xerotier.RoutingSim.Workloads;

/// <summary>A recorded trace.</summary>
/// <param name="Requests">In order of time.</param>
/// <param name="BlockIds">Block ids are below this.</param>
internal sealed record Trace(TraceRequest[] Requests, int BlockIds);
