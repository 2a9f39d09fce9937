using Xerotier.RoutingSim.CommandLine;

namespace Xerotier.RoutingSim.Tests;

internal static class Silent
{
    public static ProgressBar Bar { get; } = new(TextWriter.Null, isTerminal: false);
}
