using Xerotier.Grains.Models;
using Xerotier.TestKit.Artifacts;

namespace Xerotier.Grains.Tests.Models;

/// <summary>A model and what its project does with it.</summary>
internal sealed class TestModel(GrainCluster cluster)
{
    public Guid Id { get; } = Guid.NewGuid();

    public IModelGrain Grain => cluster.Grains.GetGrain<IModelGrain>(GrainKeys.Uuid(Id));

    public ModelSpec Spec { get; } = new($"proj_{Guid.NewGuid():N}", "Tiny", "tiny", "agent:tiny", null, "chat");

    public static async Task<TestModel> RegisterAsync(GrainCluster cluster)
    {
        var model = new TestModel(cluster);
        (await model.Grain.RegisterAsync(model.Spec)).Fault.ShouldBeNull();
        return model;
    }

    public static ModelUpload Upload(string version = "1.0.0") => new(Guid.NewGuid(), version);

    public async Task<ModelInfo> InfoAsync() => (await Grain.GetAsync()).Value!;

    /// <summary>Stores the files of an upload.</summary>
    public async Task<ArtifactManifest> StoreAsync(
        ModelUpload upload, IReadOnlyDictionary<string, byte[]>? files = null)
    {
        var stored = new List<ArtifactFile>();
        foreach (var (path, content) in files ?? TinyModel.Files)
        {
            var file = await cluster.Objects.PutAsync(
                $"models/{Id}/{upload.UploadId}/{path}", new MemoryStream(content));
            stored.Add(new ArtifactFile(path, file.Bytes, file.Sha256Hex, file.Key));
        }

        return new ArtifactManifest([.. stored]);
    }

    public Task<ModelInfo> BecomesAsync(string status) => Eventually.BeAsync(
        $"model {Id} to become {status}", InfoAsync, info => info.Status == status);
}
