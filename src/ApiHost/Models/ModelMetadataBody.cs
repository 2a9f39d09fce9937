using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Models;

/// <summary>Wire form of a model for administrators: what validation found and who uses it.</summary>
internal sealed record ModelMetadataBody(
    ModelBody Model,
    string ProjectId,
    bool Featured,
    int Deployments,
    string? PreviousVersion,
    string? TorchDtype,
    int? HiddenSize,
    int? LayerCount,
    int? AttentionHeads,
    int? KeyValueHeads,
    int? HeadSize,
    int? VocabSize,
    int? ExpertsTotal,
    int? ExpertsPerToken,
    string? QuantizationMethod,
    int? QuantizationBits,
    long? WeightBytes,
    long? KvCacheBytesPerToken,
    long? EstimatedVramBytes,
    IReadOnlyList<VersionBody> Versions)
{
    /// <summary>The wire form of <paramref name="info"/> and its versions.</summary>
    public static ModelMetadataBody Of(ModelInfo info, IEnumerable<ModelVersionInfo> versions)
    {
        var need = MemoryNeed.Of(info, null);
        return new ModelMetadataBody(
            ModelBody.Of(info),
            info.Spec.ProjectId,
            info.Featured,
            info.Deployments,
            info.PreviousVersion,
            info.Facts?.Dtype,
            info.Facts?.HiddenSize,
            info.Facts?.Layers,
            info.Facts?.AttentionHeads,
            info.Facts?.KeyValueHeads,
            info.Facts?.HeadSize,
            info.Facts?.VocabularySize,
            info.Facts?.Experts,
            info.Facts?.ExpertsPerToken,
            info.Facts?.QuantizationMethod,
            info.Facts?.QuantizationBits,
            need?.WeightBytes,
            need?.CacheBytesPerToken,
            need?.RequiredBytes,
            [.. versions.Select(VersionBody.Of)]);
    }
}
