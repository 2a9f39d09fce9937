using Xerotier.Routing.Prefixes;

namespace Xerotier.Benchmarks.Routing;

/// <summary>Looks prompts of 64 blocks up in an index of ten million blocks on a thousand agents.</summary>
internal sealed class PrefixLookups : IBenchmark
{
    private const int Agents = 1_000;
    private const int Entries = 10_000_000;
    private const int Lookups = 2_000;

    public string Name => "prefix-lookups";

    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        var index = new PrefixIndex(new PrefixLimits { MaxEntries = Entries });
        for (int n = 1; n <= Agents; n++)
        {
            index.SlotOf(Fleets.IdOf(n));
        }

        Fleets.Fill(index, Agents, Entries);
        int[] depths = new int[Agents];
        UInt128[] prompt = new UInt128[Fleets.PromptLength];
        int number = 0;
        Rounds rounds = await Rounds.RunAsync(25, Lookups, () =>
        {
            for (int i = 0; i < Lookups; i++)
            {
                // A stride through all prompts, so that caches of the processor do not help.
                number = (number + 7_919) % 50_000;
                Fleets.WritePrompt(number, prompt);
                index.Match(prompt, depths);
            }

            return Task.CompletedTask;
        });
        return
        [
            new("wall clock time of a lookup", rounds.Wall / 1_000, "us", "<= 20"),
            new("processor time of a lookup", rounds.Cpu / 1_000, "us", "<= 20"),
            new("bytes allocated by a lookup", rounds.Bytes, "bytes", "0"),
            new("blocks in the index", index.Count, "", "10,000,000"),
            new("bytes an entry", (double)index.Bytes / index.Count, "bytes", "<= 48"),
        ];
    }
}
