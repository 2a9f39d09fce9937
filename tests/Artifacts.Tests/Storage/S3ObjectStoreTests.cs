using Xerotier.Artifacts.Storage;

namespace Xerotier.Artifacts.Tests.Storage;

[Trait("Requires", "node")]
public sealed class S3ObjectStoreTests : ObjectStoreContract, IClassFixture<S3Server>, IAsyncLifetime
{
    private readonly S3ObjectStore _store;

    public S3ObjectStoreTests(S3Server server) => _store = new S3ObjectStore(server.Options);

    protected override IObjectStore Store => _store;

    public Task InitializeAsync() => Task.CompletedTask;

    // Tests share the bucket and some keys.
    public async Task DisposeAsync()
    {
        foreach (string key in (string[])["k", "joined", "a/b"])
        {
            await _store.DeleteAsync(key);
        }

        foreach (string prefix in (string[])["m", "p"])
        {
            await _store.DeletePrefixAsync(prefix);
        }

        _store.Dispose();
    }

    [Fact]
    public async Task Put_ServerAway_IsAnIoException()
    {
        using var away = new S3ObjectStore(new S3Options
        {
            Bucket = "b",
            ServiceUrl = "http://127.0.0.1:1",
            AccessKey = "k",
            SecretKey = "s",
        });

        await Should.ThrowAsync<IOException>(() => away.PutAsync("k", new MemoryStream([1])));
    }
}
