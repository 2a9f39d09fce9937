namespace Xerotier.Agent.Models;

/// <summary>
/// Picks tuned kernels for mixtures of experts, by the names that vLLM gives its profiles: number of experts, their
/// size on each accelerator, device and, where weights are quantized, data type.
/// </summary>
internal static class MoeKernels
{
    /// <summary>Name of the profile; null when the model has no experts.</summary>
    public static string? ProfileFor(ModelFacts facts, QuantizationChoice quantization, Device device, int split)
    {
        if (facts is not { Experts: { } experts, ExpertSize: { } size }) return null;
        var type = quantization.Method == "fp8" ? ",dtype=fp8_w8a8" : "";
        return $"E={experts},N={size / split},device_name={device.Name}{type}";
    }
}
