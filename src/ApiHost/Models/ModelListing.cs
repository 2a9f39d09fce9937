using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Models;

/// <summary>A model as OpenAI's list of models has it.</summary>
internal sealed record ModelListing(Guid Id, string Object, long Created, string OwnedBy)
{
    /// <summary>The wire form of <paramref name="info"/>.</summary>
    public static ModelListing Of(ModelInfo info) =>
        new(info.Id, "model", info.Created.ToUnixTimeSeconds(), info.Spec.ProjectId);
}
