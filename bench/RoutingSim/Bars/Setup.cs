using Xerotier.RoutingSim.CommandLine;

namespace Xerotier.RoutingSim.Bars;

/// <summary>One of the experiments behind the bars; its rows are one file.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Title">What it is.</param>
/// <param name="IsRanked">Whether ours must be as good as the best baseline here.</param>
/// <param name="Experiment">What to run.</param>
internal sealed record Setup(string Name, string Title, bool IsRanked, Experiment Experiment);
