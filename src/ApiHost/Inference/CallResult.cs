using Xerotier.Grains.Faults;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Inference;

/// <summary>How an admitted request ended.</summary>
/// <param name="Fault">What the client is told; null when it has its answer.</param>
/// <param name="Usage">What it cost; null when no agent served any of it.</param>
internal sealed record CallResult(Fault? Fault, TokenUsage? Usage);
