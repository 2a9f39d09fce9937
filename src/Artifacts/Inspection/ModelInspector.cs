using System.Collections.Immutable;
using Xerotier.Artifacts.Formats;

namespace Xerotier.Artifacts.Inspection;

/// <summary>
/// Reads what an artifact is from its headers and configuration, without its weights, and finds what is wrong with it:
/// corrupt, cut off, mismatched or unsafe files.
/// </summary>
public static class ModelInspector
{
    private const string Gguf = ".gguf";

    private static readonly string[] PickleEndings = [".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle"];

    private static readonly string[] JsonFiles =
        ["generation_config.json", "tokenizer_config.json", "special_tokens_map.json", "tokenizer.json"];

    private const int MaxJsonBytes = 64 << 20;

    private static readonly Dictionary<string, string> Dtypes = new(StringComparer.Ordinal)
    {
        ["BF16"] = "bfloat16",
        ["F16"] = "float16",
        ["F32"] = "float32",
        ["F64"] = "float64",
    };

    /// <summary>Inspects an artifact.</summary>
    /// <param name="files">All of its files. Only those at its root count.</param>
    /// <param name="cancellation">Ends the inspection.</param>
    /// <exception cref="IOException">A file cannot be read now.</exception>
    public static async Task<InspectionResult> InspectAsync(
        IReadOnlyList<IArtifactSource> files, CancellationToken cancellation = default)
    {
        List<IArtifactSource> root = [.. files.Where(file => !file.Path.Contains('/'))];
        var profile = new ModelProfile(FormatOf(root), files.Sum(file => file.Length));
        try
        {
            profile = profile with { License = await LicenseNotice.FindAsync(root, cancellation) };
            return await InspectAsync(profile, root, cancellation);
        }
        catch (InvalidDataException exception)
        {
            return new InspectionResult(profile, exception.Message);
        }
    }

    private static async Task<InspectionResult> InspectAsync(
        ModelProfile profile, List<IArtifactSource> files, CancellationToken cancellation)
    {
        foreach (var file in files.Where(file => JsonFiles.Contains(file.Path)))
        {
            await file.ReadObjectAsync(MaxJsonBytes, cancellation);
        }

        var config = files.Find(file => file.Path == "config.json") is { } configFile
            ? await ModelConfig.ReadAsync(configFile, cancellation)
            : null;
        if (Has(files, SafetensorsSet.Extension))
        {
            var tensors = await SafetensorsSet.ReadAsync(files, cancellation);
            return Describe(profile, config, tensors);
        }

        if (Has(files, Gguf))
        {
            var parts = new List<GgufFile>();
            var shards = files.Where(file => Ends(file, Gguf)).OrderBy(file => file.Path, StringComparer.Ordinal);
            foreach (var file in shards)
            {
                parts.Add(await GgufFile.ReadAsync(file, cancellation));
            }

            return new InspectionResult(GgufProfile.Describe(profile, parts), null);
        }

        return new InspectionResult(profile, PickleEndings.Any(ending => Has(files, ending))
            ? "The weights are pickled (.bin, .pt, .pth, ...), which can run code when they are loaded. Convert them "
                + "to safetensors and upload them again."
            : "There are no weights: a .safetensors or .gguf file is needed at the root of the artifact.");
    }

    private static InspectionResult Describe(ModelProfile profile, ModelConfig? config, ImmutableArray<Tensor> tensors)
    {
        if (tensors.IsEmpty)
        {
            return new InspectionResult(profile, "The weights are empty: there is no tensor in them.");
        }

        var quantization = config?.Quantization;
        string widest = tensors.GroupBy(tensor => tensor.Type).MaxBy(group => group.Sum(tensor => tensor.Bytes))!.Key;
        profile = profile with
        {
            Format = quantization?.Method == "exl2" ? "exl2" : profile.Format,
            WeightBytes = tensors.Sum(tensor => tensor.Bytes),
            ParameterCount = ParameterCount.Of(tensors, quantization),
            Architecture = ArchitectureSlug.Of(config?.ModelType),
            ContextLength = config?.ContextLength,
            QuantizationMethod = quantization?.Method,
            QuantizationBits = quantization?.Bits is { } bits ? (int)Math.Round(bits) : null,
            Dtype = config?.Dtype ?? Dtypes.GetValueOrDefault(widest),
            HiddenSize = config?.HiddenSize,
            Layers = config?.Layers,
            AttentionHeads = config?.AttentionHeads,
            KeyValueHeads = config?.KeyValueHeads,
            HeadSize = config?.HeadSize,
            VocabularySize = config?.VocabularySize,
            Experts = config?.Experts,
            ExpertsPerToken = config?.ExpertsPerToken,
        };
        return new InspectionResult(profile, config is null ? null : WeightCheck.Problem(tensors, config));
    }

    private static string FormatOf(List<IArtifactSource> files) =>
        Has(files, SafetensorsSet.Extension) ? "safetensors"
        : Has(files, Gguf) ? "directory"
        : Has(files, ".bin") ? "bin"
        : "directory";

    private static bool Has(List<IArtifactSource> files, string ending) => files.Exists(file => Ends(file, ending));

    private static bool Ends(IArtifactSource file, string ending) =>
        file.Path.EndsWith(ending, StringComparison.Ordinal);
}
