using System.CommandLine;
using Xerotier.Load.Upstream;

namespace Xerotier.Load.CommandLine;

/// <summary>The command line: the benchmark itself, and <c>upstream</c>, the stand-in that it starts.</summary>
internal static class LoadCommands
{
    private const double Usual = 3;
    private const double Quick = 1;

    /// <summary>Builds the root command.</summary>
    public static RootCommand Build()
    {
        var quick = new Option<bool>("--quick") { Description = $"The same as --seconds {Quick}; four minutes." };
        var seconds = new Option<double?>("--seconds")
        {
            Description = $"Seconds that count for each target in each scenario (default {Usual}: seven minutes).",
        };
        var only = new Option<string[]>("--only")
        {
            Description = "First letters of targets (nginx, portkey, xerotier, xerotier-tunnel, cluster) and of "
                + "scenarios (plain-4096-32, stream, ...); repeatable. The direct path is always measured.",
            DefaultValueFactory = _ => [],
        };
        var seed = new Option<int>("--seed") { Description = "Seed of the order.", DefaultValueFactory = _ => 1 };
        var output = new Option<string>("--output")
        {
            Description = "Folder for README.md, load.json and load.svg.",
            DefaultValueFactory = _ => "artifacts/load",
        };
        var publish = new Option<bool>("--publish")
        {
            Description = "Write to bench/results/load and docs/performance.md; run it at the root of the repository.",
        };
        var port = new Option<int>("--upstream-port") { Description = "Port of the stand-in (default: a free one)." };
        var clusterUrl = new Option<Uri?>("--cluster-url")
        {
            Description = "Base URL, up to /v1, of an endpoint elsewhere that has an agent in front of the stand-in.",
        };
        var clusterKey = new Option<string?>("--cluster-key") { Description = "API key for --cluster-url." };

        var root = new RootCommand("Measures the gateway beside its peers, all in one run.")
        {
            quick, seconds, only, seed, output, publish, port, clusterUrl, clusterKey, Upstream(),
        };
        root.SetAction((parsed, cancellationToken) => LoadBench.RunAsync(
            new LoadSettings(
                TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? (parsed.GetValue(quick) ? Quick : Usual)),
                parsed.GetValue(only)!,
                parsed.GetValue(seed),
                parsed.GetValue(output)!,
                parsed.GetValue(publish),
                parsed.GetValue(port),
                parsed.GetValue(clusterUrl),
                parsed.GetValue(clusterKey)),
            cancellationToken));
        return root;
    }

    private static Command Upstream()
    {
        var port = new Option<int>("--port") { Description = "Port to listen on.", Required = true };
        var agentPort = new Option<int>("--agent-port") { Description = "Port for plain HTTP/2 (default: none)." };
        var command = new Command("upstream", "Runs the stand-in alone.") { port, agentPort };
        command.SetAction((parsed, cancellationToken) => StandIn.RunAsync(
            parsed.GetValue(port), parsed.GetValue(agentPort), cancellationToken));
        return command;
    }
}
