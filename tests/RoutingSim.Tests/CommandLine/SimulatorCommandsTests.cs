using System.CommandLine;
using System.Text.Json;
using Xerotier.RoutingSim.CommandLine;

namespace Xerotier.RoutingSim.Tests.CommandLine;

public sealed class SimulatorCommandsTests : IDisposable
{
    private static readonly string[] Members =
    [
        "workload", "policy", "seed", "requests", "rejected", "ttft_mean_ms", "ttft_p50_ms", "ttft_p90_ms",
        "ttft_p99_ms", "tpot_mean_ms", "e2e_mean_ms", "throughput_tok_s", "hit_ratio", "load_cv",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("routing-sim-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Run_OnATraceOfOnesOwn_WritesRowsAndAPlot()
    {
        string trace = Path.Combine(_folder.FullName, "trace.jsonl");
        string json = Path.Combine(_folder.FullName, "rows.json");
        const string Lengths = "\"input_length\": 1000, \"output_length\": 20";
        await File.WriteAllLinesAsync(trace, Enumerable.Range(0, 50).Select(i =>
            $$"""{"timestamp": {{i * 100}}, {{Lengths}}, "hash_ids": [{{i % 5}}, {{i + 9}}]}"""));

        var (exit, output) = await InvokeAsync(
            "--trace", trace, "--workers", "3", "--routers", "2", "--policy", "all", "--seed", "4", "--seeds", "2",
            "--load", "trace", "--queue-limit", "5", "--keep-ticks", "--kv-tokens", "100000", "--json", json);

        exit.ShouldBe(0, output);
        using var rows = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        rows.RootElement.GetArrayLength().ShouldBe(2 * 14);
        foreach (var row in rows.RootElement.EnumerateArray())
        {
            row.EnumerateObject().Select(member => member.Name).ShouldBe(Members);
            row.GetProperty("requests").GetInt32().ShouldBe(50);
        }

        output.ShouldContain("| xerotier");
        (await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "rows-trace.svg"))).ShouldStartWith("<svg");
    }

    [Theory]
    [InlineData("One of --trace and --workload")]
    [InlineData("Unknown policy 'best'", "--workload", "bursts", "--policy", "best")]
    [InlineData("Unknown workload 'trace'", "--workload", "trace")]
    [InlineData("--workers must be positive", "--workload", "bursts", "--workers", "0")]
    [InlineData("--load must be", "--workload", "bursts", "--load", "-1")]
    [InlineData("Could not find", "--trace", "no-such-file.jsonl")]
    public async Task Run_WithBadFlags_SaysWhatIsWrong(string message, params string[] flags)
    {
        var (exit, output) = await InvokeAsync(flags);

        exit.ShouldBe(2);
        output.ShouldContain(message);
    }

    private static async Task<(int Exit, string Output)> InvokeAsync(params string[] flags)
    {
        var writer = new StringWriter();
        var invocation = new InvocationConfiguration { Output = writer, Error = writer };
        int exit = await SimulatorCommands.InvokeAsync(flags, invocation, CancellationToken.None);
        return (exit, writer.ToString());
    }
}
