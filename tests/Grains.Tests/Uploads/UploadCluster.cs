using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;
using Xerotier.Artifacts.Storage;
using Xerotier.Grains.Fleet;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;
using Xerotier.Grains.Uploads;
using Xerotier.TestKit;

namespace Xerotier.Grains.Tests.Uploads;

/// <summary>One silo with the worker that stores uploads; state, objects and the clock outlive it.</summary>
public sealed class UploadCluster : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly InProcessTestCluster _cluster;

    public UploadCluster()
    {
        Objects = new HeldObjectStore(new DirectoryObjectStore(_directory.Path, TimeProvider.System)).Open();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => Configure(silo));
        _cluster = builder.Build();
    }

    internal HeldObjectStore Objects { get; }

    private SharedStorage Storage { get; } = new();

    public IGrainFactory Grains => _cluster.Client;

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync()
    {
        Objects.Open();
        await _cluster.DisposeAsync();
        _directory.Dispose();
    }

    public async Task RestartAsync()
    {
        await _cluster.StopSiloAsync(_cluster.Silos[0]);
        await _cluster.StartAdditionalSiloAsync();
    }

    /// <summary>An upload of one part, all of it stored.</summary>
    internal async Task<IUploadGrain> UploadAsync(byte[] content)
    {
        string project = $"proj_{Guid.NewGuid():N}";
        await Grains.GetGrain<IProjectGrain>(project).CreateAsync(new ProjectSpec(project, "p", "paid", []));
        var id = Guid.NewGuid();
        var upload = Grains.GetGrain<IUploadGrain>(GrainKeys.Uuid(id));
        var model = new ModelSpec(project, "m", "m", "upload", null, "chat");
        var created = await upload.CreateAsync(
            new UploadSpec(project, "m.gguf", content.Length, "application/octet-stream", UploadKind.File, []),
            new UploadTarget(Guid.NewGuid(), "1.0.0", null, model));
        created.Fault.ShouldBeNull();
        var part = Guid.NewGuid();
        var stored = await Objects.PutAsync(UploadKeys.Part(id, part), new MemoryStream(content));
        var added = await upload.AddPartAsync(new UploadPart(part, 1, stored.Bytes, stored.Sha256Hex, default));
        added.Fault.ShouldBeNull();
        return upload;
    }

    private void Configure(ISiloBuilder silo)
    {
        silo.UseInMemoryReminderService();
        silo.Services.AddKeyedSingleton<IGrainStorage>(StorageNames.Durable, Storage);
        silo.Services.AddSingleton<IObjectStore>(Objects);
        silo.Services.AddFleet().AddProjects().AddModels().AddUploads();
        silo.Services.Configure<UploadOptions>(options => options.Retention = TimeSpan.FromMinutes(1));
    }
}
