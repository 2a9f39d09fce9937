using Xerotier.Artifacts.Formats;

namespace Xerotier.Artifacts.Inspection;

/// <summary>
/// Counts parameters from tensor shapes. Quantized weights are packed into wider numbers and come with scales and other
/// tensors that are no parameters.
/// </summary>
internal static class ParameterCount
{
    private const int DefaultPackedBits = 4;

    private static readonly string[] Auxiliary =
    [
        ".scales", ".qzeros", ".g_idx", ".weight_scale", ".weight_scale_inv", ".weight_scale_2", ".weight_zero_point",
        ".weight_shape", ".weight_g_idx", ".weight_global_scale", ".input_scale", ".output_scale", ".k_scale",
        ".v_scale", ".input_global_scale", ".inv_freq", ".absmax", ".quant_map", ".nested_absmax",
        ".nested_quant_map", ".bitsandbytes__nf4", ".bitsandbytes__fp4", ".SCB", "_scales",
        ".q_scale", ".q_scale_max", ".q_groups", ".q_group_map", ".q_perm", ".q_invperm",
    ];

    /// <summary>The parameters of all tensors.</summary>
    /// <param name="tensors">Tensors of the whole model.</param>
    /// <param name="quantization">How they are quantized, or null.</param>
    public static long Of(IReadOnlyList<Tensor> tensors, WeightQuantization? quantization)
    {
        var inputs = tensors
            .Where(tensor => tensor.Name.EndsWith(".q_perm", StringComparison.Ordinal)
                || tensor.Name.EndsWith(".q_invperm", StringComparison.Ordinal))
            .GroupBy(tensor => tensor.Name[..tensor.Name.LastIndexOf('.')], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Elements, StringComparer.Ordinal);
        double bits = quantization?.Bits ?? DefaultPackedBits;
        return (long)tensors.Sum(tensor => Parameters(tensor, quantization, bits, inputs));
    }

    private static double Parameters(
        Tensor tensor, WeightQuantization? quantization, double bits, Dictionary<string, long> inputs)
    {
        string name = tensor.Name;
        if (Auxiliary.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
        {
            return 0;
        }

        // exl2 mixes widths: only the permutation knows how many inputs a layer has.
        if (name.EndsWith(".q_weight", StringComparison.Ordinal))
        {
            return inputs.TryGetValue(name[..name.LastIndexOf('.')], out long count) && tensor.Shape.Length == 2
                ? (double)count * tensor.Shape[1]
                : tensor.Elements * tensor.BitsPerElement / bits;
        }

        bool packed = name.EndsWith(".qweight", StringComparison.Ordinal)
            || name.EndsWith(".weight_packed", StringComparison.Ordinal)
            || name.EndsWith("_blocks", StringComparison.Ordinal)
            || (quantization?.Method == "bitsandbytes" && tensor.Type == "U8");
        return packed ? tensor.Elements * tensor.BitsPerElement / bits : tensor.Elements;
    }
}
