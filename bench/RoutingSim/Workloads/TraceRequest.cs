namespace Xerotier.RoutingSim.Workloads;

/// <summary>A line of a trace.</summary>
/// <param name="TimestampMs">Arrival in milliseconds.</param>
/// <param name="Input">Prompt tokens.</param>
/// <param name="Output">Output tokens, at least 1.</param>
/// <param name="Blocks">Dense ids of the prompt's blocks of 512 tokens.</param>
internal readonly record struct TraceRequest(double TimestampMs, int Input, int Output, int[] Blocks);
