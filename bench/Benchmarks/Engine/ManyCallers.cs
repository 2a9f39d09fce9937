namespace Xerotier.Benchmarks.Engine;

/// <summary>64 callers, each with a grain of its own.</summary>
internal sealed class ManyCallers : IBenchmark
{
    private const int Callers = 64;
    private const int CallsEach = 10_000;

    public string Name => "many-callers";

    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        await using var cluster = await OneSilo.StartAsync();
        var grains = Enumerable.Range(0, Callers).Select(i => cluster.Client.GetGrain<IEcho>($"grain-{i}")).ToArray();
        var rounds = await Rounds.RunAsync(5, Callers * CallsEach, () => Task.WhenAll(
            grains.Select(grain => Task.Run(async () =>
            {
                for (var i = 0; i < CallsEach; i++) await grain.Echo(i);
            }))));
        return
        [
            new("calls a second", 1e9 / rounds.Wall, "1/s", ">= 1,000,000 on two idle cores"),
            new("calls a second of processor time, two cores", 2e9 / rounds.Cpu, "1/s", "-"),
        ];
    }
}
