namespace Xerotier.Agent.Models;

/// <summary>What the operator wants of every load.</summary>
/// <param name="MaxSequences">Most sequences at once.</param>
/// <param name="ContextLength">Longest context window in tokens; null for the model's own.</param>
/// <param name="Quantization">Quantization of all models; null for automatic.</param>
/// <param name="Split">Accelerators that a model is split over.</param>
/// <param name="AssumedBytes">Bytes of unknown weights; null for as much memory as there is.</param>
internal sealed record PlanLimits(
    int MaxSequences, int? ContextLength, string? Quantization, int Split = 1, long? AssumedBytes = null);
