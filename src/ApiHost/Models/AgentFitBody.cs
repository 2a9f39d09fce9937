namespace Xerotier.ApiHost.Models;

/// <summary>Whether a model fits one agent.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="MemoryBytes">Its memory; null when it does not say.</param>
/// <param name="Fits">Whether the model fits, be it quantized; null when its memory is unknown.</param>
/// <param name="Quantization">The quantization it needs to fit; null when it needs none or none helps.</param>
internal sealed record AgentFitBody(Guid AgentId, long? MemoryBytes, bool? Fits, string? Quantization);
