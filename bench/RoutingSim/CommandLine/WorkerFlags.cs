using System.CommandLine;
using Xerotier.RoutingSim.Workers;

namespace Xerotier.RoutingSim.CommandLine;

/// <summary>The flags that change the worker model of a workload.</summary>
internal sealed class WorkerFlags
{
    private readonly Option<double?> _prefillRate =
        BoundedOption.Positive<double?>("--prefill-rate", "Prompt tokens a second (6500).");
    private readonly Option<double?> _stepMs =
        BoundedOption.Positive<double?>("--step-ms", "Length of an empty step in ms (8).");

    private readonly Option<double?> _sequenceMs =
        BoundedOption.NotNegative<double?>("--sequence-ms", "What each sequence adds to a step in ms (0.1).");

    private readonly Option<int?> _chunkTokens =
        BoundedOption.Positive<int?>("--chunk-tokens", "Tokens of one step (2048).");
    private readonly Option<int?> _maxSequences =
        BoundedOption.Positive<int?>("--max-sequences", "Sequences at once (256).");
    private readonly Option<int?> _kvTokens =
        BoundedOption.Positive<int?>("--kv-tokens", "Tokens in the KV cache (2000000).");
    private readonly Option<double?> _fixedMs =
        BoundedOption.NotNegative<double?>("--fixed-ms", "Added to every TTFT in ms (0).");

    private readonly Option<bool> _reserveOutput = new("--reserve-output")
    {
        Description = "Take room for the whole output at admission instead of growing and preempting.",
    };

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options =
        [
            _prefillRate, _stepMs, _sequenceMs, _chunkTokens, _maxSequences, _kvTokens, _fixedMs, _reserveOutput,
        ];
        foreach (var option in options) command.Add(option);
    }

    /// <summary>What the given flags do to a model.</summary>
    public Func<WorkerModel, WorkerModel> Read(ParseResult parsed) => model => model with
    {
        PrefillRate = parsed.GetValue(_prefillRate) ?? model.PrefillRate,
        StepMs = parsed.GetValue(_stepMs) ?? model.StepMs,
        SequenceMs = parsed.GetValue(_sequenceMs) ?? model.SequenceMs,
        ChunkTokens = parsed.GetValue(_chunkTokens) ?? model.ChunkTokens,
        MaxSequences = parsed.GetValue(_maxSequences) ?? model.MaxSequences,
        KvTokens = parsed.GetValue(_kvTokens) ?? model.KvTokens,
        FixedMs = parsed.GetValue(_fixedMs) ?? model.FixedMs,
        ReserveOutput = parsed.GetValue(_reserveOutput) || model.ReserveOutput,
    };

}
