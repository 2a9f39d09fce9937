using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Storage.Files;

/// <summary>
/// Opens the store when the silo starts, so that a directory in use or damaged data stops the start, and closes it
/// when the silo's grains are gone.
/// </summary>
internal sealed class FileStoreLifetime(IServiceProvider services) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(
            nameof(FileStore), ServiceLifecycleStage.RuntimeStorageServices,
            token => Task.Run(Store, token), token => Task.Run(Close, token));

    private FileStore Store() => services.GetRequiredService<FileStore>();

    private void Close() => Store().Dispose();
}
