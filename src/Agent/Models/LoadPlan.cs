namespace Xerotier.Agent.Models;

/// <summary>How a model will be loaded.</summary>
/// <param name="Key">The model version.</param>
/// <param name="Name">Name to serve it under.</param>
/// <param name="Location">Directory with its files, or its name on Hugging Face.</param>
/// <param name="Revision">Revision on Hugging Face, or null.</param>
/// <param name="ContextLength">Context window in tokens; null when only the backend will know.</param>
/// <param name="MaxSequences">Sequences at once.</param>
/// <param name="Quantization">How its weights are quantized.</param>
/// <param name="MemoryBytes">Memory it takes: weights, activations and KV cache.</param>
/// <param name="MemoryShare">The same as a share of the device's memory, 0 to 1.</param>
/// <param name="MoeProfile">Kernel profile of a mixture of experts; null for other models.</param>
/// <param name="Facts">What its files say.</param>
internal sealed record LoadPlan(
    ModelKey Key,
    string Name,
    string Location,
    string? Revision,
    int? ContextLength,
    int MaxSequences,
    QuantizationChoice Quantization,
    long MemoryBytes,
    double MemoryShare,
    string? MoeProfile,
    ModelFacts Facts);
