using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Models;

/// <summary>Decides how a model is loaded: quantization, context window, sequences, memory, kernels.</summary>
/// <param name="device">What it runs on.</param>
/// <param name="memoryBytes">Memory that models may take there.</param>
/// <param name="limits">What the operator wants.</param>
internal sealed class LoadPlanner(Device device, long memoryBytes, PlanLimits limits)
{
    /// <summary>Weights take this much more memory than bytes: activations, buffers, graphs.</summary>
    private const double Overhead = 1.1;

    /// <summary>KV cache of this many full contexts is planned where there is room.</summary>
    private const int PlannedContexts = 4;

    /// <summary>A context window is not cut below this.</summary>
    private const int LeastContext = 2048;

    /// <summary>Sequences are taken to fill this many tokens, or their whole context where that is shorter.</summary>
    private const int TypicalTokens = 2048;

    /// <summary>Memory that models may take.</summary>
    public long MemoryBytes => memoryBytes;

    /// <exception cref="LoadException">It does not fit.</exception>
    public LoadPlan Plan(ModelLoadRequest wish, ModelFacts facts, string location, string? revision)
    {
        var context = Least(wish.ContextLength ?? facts.ContextLength, limits.ContextLength);
        if ((facts.WeightBytes ?? wish.SizeBytes ?? limits.AssumedBytes) is not { } stored)
        {
            // Nobody knows how large it is: it gets all there is, and the engine decides.
            return Plan(wish, facts, location, revision, context, limits.MaxSequences, Unsized(facts), memoryBytes);
        }
        var kvPerToken = facts.KvBytesPerToken ?? 0;
        var leastKv = kvPerToken * Math.Min(context ?? LeastContext, LeastContext);
        var room = (long)((memoryBytes - leastKv) / Overhead);
        var quantization = QuantizationChoice.Make(facts, stored, room, device, limits.Quantization);
        var kvRoom = memoryBytes - (long)(quantization.WeightBytes * Overhead);
        if (context is { } full && kvPerToken * full > kvRoom)
            context = Math.Max(1, (int)(kvRoom / kvPerToken));
        var kv = Math.Min(kvRoom, kvPerToken * (context ?? LeastContext) * PlannedContexts);
        var perSequence = kvPerToken * Math.Min(context ?? TypicalTokens, TypicalTokens);
        var sequences = perSequence == 0
            ? limits.MaxSequences
            : (int)Math.Clamp(kv / perSequence, 1, limits.MaxSequences);
        return Plan(
            wish, facts, location, revision, context, sequences, quantization,
            (long)(quantization.WeightBytes * Overhead) + kv);
    }

    private LoadPlan Plan(
        ModelLoadRequest wish, ModelFacts facts, string location, string? revision, int? context, int sequences,
        QuantizationChoice quantization, long bytes) => new(
        LoadWish.Key(wish), wish.ServedName!, location, revision, context, sequences, quantization, bytes,
        Math.Clamp((double)bytes / device.MemoryBytes, 0.01, 1),
        MoeKernels.ProfileFor(facts, quantization, device, limits.Split), facts);

    private QuantizationChoice Unsized(ModelFacts facts) => limits.Quantization is { } wanted
        ? new(wanted, true, 0, "The agent's operator chose it.")
        : new(facts.QuantizationMethod, false, 0, "The size of the weights is not known; the backend decides.");

    private static int? Least(int? one, int? other) => (one, other) switch
    {
        ({ } a, { } b) => Math.Min(a, b),
        _ => one ?? other,
    };
}
