using System.Text.Json;

namespace Xerotier.Artifacts.Formats;

/// <summary>How weights are quantized in their files.</summary>
/// <param name="Method">E.g. <c>compressed-tensors</c>, <c>gptq</c>, <c>awq</c>, <c>exl2</c>, <c>fp8</c>.</param>
/// <param name="Bits">Bits of a weight, an average where they differ; null when unknown.</param>
public sealed record WeightQuantization(string Method, double? Bits)
{
    private const int MaxMethodLength = 64;
    private const double MaxBits = 64;

    /// <summary>Reads a <c>quantization_config</c>; null when it says nothing.</summary>
    internal static WeightQuantization? Read(JsonElement? config) =>
        config is { } fields
        && fields.TryGetProperty("quant_method", out var method)
        && method.ValueKind == JsonValueKind.String
        && method.GetString() is { Length: > 0 and <= MaxMethodLength } name
            ? new WeightQuantization(name.ToLowerInvariant(), ReadBits(fields, name.ToLowerInvariant()))
            : null;

    private static double? ReadBits(JsonElement fields, string method) =>
        Number(fields, "bits") ?? Number(fields, "w_bit") ?? GroupBits(fields) ?? method switch
        {
            "fp8" or "fbgemm_fp8" => 8,
            "mxfp4" => 4,
            _ when Flag(fields, "load_in_4bit") => 4,
            _ when Flag(fields, "load_in_8bit") => 8,
            _ => null,
        };

    // compressed-tensors: config_groups.<any>.weights.num_bits
    private static double? GroupBits(JsonElement fields) =>
        fields.TryGetProperty("config_groups", out var groups) && groups.ValueKind == JsonValueKind.Object
            ? groups.EnumerateObject()
                .Where(group => group.Value.ValueKind == JsonValueKind.Object
                    && group.Value.TryGetProperty("weights", out var weights)
                    && weights.ValueKind == JsonValueKind.Object)
                .Select(group => Number(group.Value.GetProperty("weights"), "num_bits"))
                .FirstOrDefault(bits => bits is not null)
            : null;

    private static double? Number(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out double number)
        && number is > 0 and <= MaxBits
            ? number
            : null;

    private static bool Flag(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
