using System.Globalization;
using System.Runtime.InteropServices;
using Xerotier.Load.CommandLine;
using Xerotier.Load.Processes;
using Xerotier.Load.Results;
using Xerotier.Load.Scenarios;
using Xerotier.Load.Targets;

namespace Xerotier.Load;

/// <summary>One run: starts everything, measures, writes what it found, ends everything.</summary>
internal static class LoadBench
{
    private const string Published = "bench/results/load";
    private const string Page = "docs/performance.md";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs; the exit code is 0 when everything that was asked for could be measured.</summary>
    public static async Task<int> RunAsync(LoadSettings settings, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            await Console.Error.WriteLineAsync("This benchmark reads /proc: it runs on Linux only.");
            return 1;
        }

        string directory = Directory.CreateTempSubdirectory("xerotier-load-").FullName;
        var gateways = new List<IGateway>();
        try
        {
            int port = settings.UpstreamPort > 0 ? settings.UpstreamPort : Ports.Free();
            var upstream = new Uri($"http://127.0.0.1:{port}");
            await using var standIn = ChildProcess.Start(
                "upstream", directory, "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "Xerotier.Load.dll"), "upstream", "--port", $"{port}"]);
            await standIn.AnswersAsync(new Uri(upstream, "/v1/models"), StartTimeout, cancellationToken);
            gateways.AddRange(Gateways(settings));
            var (targets, missing) = await StartAsync(gateways, upstream, directory, cancellationToken);
            string load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
            var rows = await MeasureAsync(settings, targets, cancellationToken);
            Write(settings, Header(settings, load, missing), rows);
            return missing.Count == 0 ? 0 : 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 1;
        }
        finally
        {
            foreach (var gateway in gateways) await gateway.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static IEnumerable<IGateway> Gateways(LoadSettings settings)
    {
        List<IGateway> others = [new Nginx(), new Portkey(), new OwnGateway(false), new OwnGateway(true)];
        if (settings is { ClusterUrl: { } url, ClusterKey: { } key }) others.Add(new Cluster(url, key));
        return settings.Choose(others, gateway => gateway.Name).Prepend(new DirectPath());
    }

    private static async Task<(List<Target> Targets, List<string> Missing)> StartAsync(
        IEnumerable<IGateway> gateways, Uri upstream, string directory, CancellationToken cancellationToken)
    {
        var (targets, missing) = (new List<Target>(), new List<string>());
        foreach (var gateway in gateways)
        {
            try
            {
                string own = Directory.CreateDirectory(Path.Combine(directory, gateway.Name)).FullName;
                targets.Add(await gateway.StartAsync(upstream, own, cancellationToken));
                await Console.Error.WriteLineAsync($"{gateway.Name} is ready");
            }
            catch (MissingException exception)
            {
                missing.Add($"{gateway.Name} was left out: {exception.Message}");
                await Console.Error.WriteLineAsync(missing[^1]);
            }
        }

        return (targets, missing);
    }

    private static async Task<IReadOnlyList<Row>> MeasureAsync(
        LoadSettings settings, List<Target> targets, CancellationToken cancellationToken)
    {
        var measurement = new Measurement(targets, new Random(settings.Seed));
        await measurement.WarmAsync();
        var rows = new List<Row>();
        foreach (var scenario in settings.Choose(Scenario.All(settings.PerTarget), scenario => scenario.Name))
        {
            await Console.Error.WriteLineAsync($"{DateTime.Now:T} {scenario.Name}");
            rows.AddRange(await measurement.RunAsync(scenario, cancellationToken));
        }

        return rows;
    }

    private static void Write(LoadSettings settings, string header, IReadOnlyList<Row> rows)
    {
        Console.WriteLine(header);
        Console.WriteLine(Report.Of(rows));
        ResultFiles.Write(settings.Output, header, rows);
        if (settings.Publish)
        {
            ResultFiles.Write(Published, header, rows);
            ResultFiles.Splice(Page, header, rows);
        }
    }

    private static string Header(LoadSettings settings, string load, List<string> missing)
    {
        string seconds = settings.PerTarget.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        string only = string.Concat(settings.Only.Select(part => $" --only {part}"));
        return $"""
            Made by `dotnet run -c Release --project bench/Load -- --seconds {seconds} --seed {settings.Seed}{only}` on
            {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC; {RuntimeInformation.OSDescription}; .NET {Environment.Version};
            {Environment.ProcessorCount} processors for clients, stand-in and gateways; load average before: {load}.
            {string.Join('\n', missing)}

            """.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
    }
}
