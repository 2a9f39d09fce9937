using Orleans.Hosting;
using Orleans.Storage;

namespace Xerotier.Engine.Tests.Storage.Silos;

public sealed class MemoryGrainStorageTests : GrainStorageContract
{
    private SiloOfTests? _silo;

    public override async Task DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
    }

    protected override async Task<IGrainStorage> OpenAsync()
    {
        _silo = await SiloOfTests.StartAsync(silo => silo.AddMemoryGrainStorageAsDefault());
        return _silo.Storage;
    }
}
