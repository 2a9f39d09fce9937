using System.CommandLine;
using Xerotier.Faults.Soak;

namespace Xerotier.Faults.CommandLine;

/// <summary>The command <c>soak</c>.</summary>
internal static class SoakCommand
{
    private static readonly Option<double> Minutes = new("--minutes")
    {
        Description = "How long, the warm-up aside",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<double> WarmUp = new("--warm-up")
    {
        Description = "Minutes that are not judged",
        DefaultValueFactory = _ => 2,
    };

    private static readonly Option<int> Streams = FaultCommands.Number("--streams", 1_000, "Open streams");
    private static readonly Option<int> Agents = FaultCommands.Number("--agents", 4, "Agents");
    private static readonly Option<int> Tokens = FaultCommands.Number("--tokens", 60, "Tokens of each answer");

    private static readonly Option<double> StepMs = new("--step-ms")
    {
        Description = "Milliseconds that an agent takes for a token",
        DefaultValueFactory = _ => 500,
    };

    private static readonly Option<double> MaxSlope = new("--max-slope")
    {
        Description = "MiB/min of the server's live memory that still count as flat",
        DefaultValueFactory = _ => 2,
    };

    private static readonly Option<int> Seed = FaultCommands.Number("--seed", 1, "Seed of all chance");

    private static readonly Option<string?> Json = new("--json") { Description = "File for the figures" };

    public static Command Create()
    {
        var soak = new Command("soak", "Open streams for minutes, agents joining and leaving, clients hanging up.")
        {
            Minutes, WarmUp, Streams, Agents, Tokens, StepMs, MaxSlope, Seed, Json,
        };
        soak.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new SoakSettings(
                TimeSpan.FromMinutes(parsed.GetValue(Minutes)),
                TimeSpan.FromMinutes(parsed.GetValue(WarmUp)),
                parsed.GetValue(Streams),
                parsed.GetValue(Agents),
                parsed.GetValue(Tokens),
                parsed.GetValue(StepMs),
                parsed.GetValue(MaxSlope),
                parsed.GetValue(Seed),
                parsed.GetValue(Json));
            string directory = Directory.CreateTempSubdirectory("xerotier-soak").FullName;
            try
            {
                var output = parsed.InvocationConfiguration.Output;
                return await new SoakRun(settings, output).RunAsync(directory, cancellationToken) ? 0 : 1;
            }
            finally
            {
                Directory.Delete(directory, recursive: true);
            }
        });
        return soak;
    }
}
