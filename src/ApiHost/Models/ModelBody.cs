using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Models;

/// <summary>Wire form of a model; a superset of OpenAI's.</summary>
internal sealed record ModelBody(
    Guid Id,
    string Object,
    long Created,
    string OwnedBy,
    string Name,
    string ServedName,
    string Source,
    int? ContextLength,
    string WorkloadType,
    string Status,
    string Version)
{
    /// <summary>The wire form of <paramref name="info"/>.</summary>
    public static ModelBody Of(ModelInfo info) => new(
        info.Id,
        "model",
        info.Created.ToUnixTimeSeconds(),
        info.Spec.ProjectId,
        info.Spec.Name,
        info.Spec.ServedName,
        info.Spec.Source,
        info.Spec.ContextLength,
        info.Spec.WorkloadType,
        info.Status,
        info.Version);
}
