using Xerotier.Cli.Connections;
using Xerotier.Cli.Output;

namespace Xerotier.Cli.CommandLine;

/// <summary>What a command that talks to the platform has at hand.</summary>
/// <param name="Api">The project's API.</param>
/// <param name="Connection">The project.</param>
/// <param name="Print">Writes answers.</param>
/// <param name="Console">Where they go.</param>
/// <param name="Say">Tells a person something; says nothing when asked to be quiet.</param>
/// <param name="Environment">Environment variables.</param>
/// <param name="Quiet">Whether to show no progress.</param>
internal sealed record CliSession(
    PlatformApi Api,
    Connection Connection,
    Printer Print,
    CliConsole Console,
    Action<string> Say,
    Func<string, string?> Environment,
    bool Quiet);
