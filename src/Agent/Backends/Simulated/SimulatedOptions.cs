using System.ComponentModel.DataAnnotations;
using Xerotier.Agent.Models;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>The engine that is simulated.</summary>
public sealed class SimulatedOptions
{
    /// <summary>Served models; default one, <c>simulated</c>.</summary>
    [MinLength(1), MaxLength(64)]
    public IReadOnlyList<string> Models { get; set; } = ["simulated"];

    /// <summary>Context window in tokens, 16-10,000,000; default 32768.</summary>
    [Range(16, 10_000_000)]
    public int ContextLength { get; set; } = 32_768;

    /// <summary>Sequences it runs at once, 1-10000; default 64.</summary>
    [Range(1, 10_000)]
    public int MaxSequences { get; set; } = 64;

    /// <summary>Milliseconds to read one prompt token that is not cached, 0-1000; default 0.2.</summary>
    [Range(0, 1000)]
    public double PrefillMsPerToken { get; set; } = 0.2;

    /// <summary>Prompt tokens read in one step of the engine, at least 16; default 2048.</summary>
    [Range(16, int.MaxValue)]
    public int PrefillTokensPerStep { get; set; } = 2048;

    /// <summary>Milliseconds of a step that gives each running sequence one token, 0-10000; default 10.</summary>
    [Range(0, 10_000)]
    public double DecodeMsPerStep { get; set; } = 10;

    /// <summary>Milliseconds that each further running sequence adds to a step, 0-1000; default 0.05.</summary>
    [Range(0, 1000)]
    public double DecodeMsPerSequence { get; set; } = 0.05;

    /// <summary>Size of the KV cache in blocks, at least 16; default 8192.</summary>
    [Range(16, int.MaxValue)]
    public int KvBlocks { get; set; } = 8192;

    /// <summary>Tokens in one KV block, 1-1024; default 16.</summary>
    [Range(1, 1024)]
    public int TokensPerBlock { get; set; } = 16;

    /// <summary>Numbers in an embedding unless the request says otherwise, 8-4096; default 256.</summary>
    [Range(8, 4096)]
    public int EmbeddingDimensions { get; set; } = 256;

    /// <summary>Time to load a model that the platform wants, its files being there; default 500 ms.</summary>
    public TimeSpan LoadTime { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Memory that those models share, in bytes; default 80 GB, at least 1 MB.</summary>
    [Range(1_000_000, long.MaxValue)]
    public long MemoryBytes { get; set; } = 80_000_000_000;

    /// <summary>What its answers say about what made them.</summary>
    internal string Fingerprint { get; private set; } = "fp_simulated";

    /// <summary>The same engine with one other model.</summary>
    internal SimulatedOptions With(LoadPlan plan)
    {
        var copy = (SimulatedOptions)MemberwiseClone();
        (copy.Models, copy.MaxSequences) = ([plan.Name], plan.MaxSequences);
        copy.ContextLength = plan.ContextLength ?? ContextLength;
        copy.Fingerprint = $"{Fingerprint}_{plan.Key.Version}";
        return copy;
    }
}
