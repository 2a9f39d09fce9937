using System.CommandLine;
using Xerotier.Faults.Faults;
using Xerotier.Faults.Results;

namespace Xerotier.Faults.CommandLine;

/// <summary>The command line: faults under load, or the soak below it.</summary>
internal static class FaultCommands
{
    private static readonly Option<string> Faults = new("--faults")
    {
        Description = "Faults, separated by commas",
        DefaultValueFactory = _ => string.Join(',', Fault.All.Select(fault => fault.Name)),
    };

    private static readonly Option<int> Agents = Number("--agents", 4, "Agents");
    private static readonly Option<int> Clients = Number("--clients", 8, "Clients, each asking one thing at a time");
    private static readonly Option<int> Requests = Number("--requests", 100, "Requests of each client");
    private static readonly Option<int> Tokens = Number("--tokens", 40, "Tokens of each answer");

    private static readonly Option<double> StepMs = new("--step-ms")
    {
        Description = "Milliseconds that an agent takes for a token",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<string?> Json = new("--json")
    {
        Description = "File for the figures; a table is written beside it",
    };

    public static RootCommand Build()
    {
        var root = new RootCommand("What faults do to requests: one server, agents and clients as real processes.")
        {
            Faults, Agents, Clients, Requests, Tokens, StepMs, Json,
        };
        root.SetAction((parsed, cancellationToken) => RunAsync(
            new FaultSettings(
                parsed.GetValue(Faults)!.Split(','),
                parsed.GetValue(Agents),
                parsed.GetValue(Clients),
                parsed.GetValue(Requests),
                parsed.GetValue(Tokens),
                parsed.GetValue(StepMs),
                parsed.GetValue(Json)),
            parsed.InvocationConfiguration.Output,
            cancellationToken));
        root.Add(SoakCommand.Create());
        return root;
    }

    internal static Option<int> Number(string name, int value, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };

    private static async Task<int> RunAsync(
        FaultSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        if (settings.Faults.FirstOrDefault(name => Fault.All.All(fault => fault.Name != name)) is { } unknown)
        {
            await output.WriteLineAsync($"There is no fault '{unknown}'.");
            return 2;
        }

        var rows = new List<FaultRow>();
        foreach (var fault in Fault.All.Where(fault => settings.Faults.Contains(fault.Name)))
        {
            foreach (bool streamed in new[] { true, false })
            {
                string directory = Directory.CreateTempSubdirectory("xerotier-faults").FullName;
                try
                {
                    rows.Add(await new FaultRun(settings, fault, streamed).RunAsync(directory, cancellationToken));
                    await output.WriteLineAsync(FaultTable.Line(rows[^1]));
                }
                finally
                {
                    Directory.Delete(directory, recursive: true);
                }
            }
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync(FaultTable.Markdown(rows));
        if (settings.Json is not null) FaultTable.Save(settings.Json, settings, rows);
        return 0;
    }
}
