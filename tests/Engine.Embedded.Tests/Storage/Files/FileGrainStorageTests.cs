using Orleans.Storage;
using Xerotier.Engine.Storage.Files;

namespace Xerotier.Engine.Tests.Storage.Files;

public sealed class FileGrainStorageTests : GrainStorageContract
{
    private readonly StoreDisk _disk = new();
    private FileStore? _store;

    public override Task DisposeAsync()
    {
        _store?.Dispose();
        _disk.Dispose();
        return Task.CompletedTask;
    }

    protected override Task<IGrainStorage> OpenAsync()
    {
        _store = _disk.Open();
        return Task.FromResult<IGrainStorage>(new FileGrainStorage("tests", _store, new JsonSerializerOfTests()));
    }
}
