using Xerotier.Artifacts.Storage;
using Xerotier.TestKit;

namespace Xerotier.Artifacts.Tests.Storage;

public sealed class DirectoryObjectStoreTests : ObjectStoreContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public DirectoryObjectStoreTests() => Store = new DirectoryObjectStore(_directory.Path, TimeProvider.System);

    protected override IObjectStore Store { get; }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Put_Fails_LeavesNoTemporaryFile()
    {
        await Should.ThrowAsync<EndOfStreamException>(() => Store.PutAsync("k", new Trickle(Content(100), 0)));

        Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void Open_LeftoverOfACrash_IsClearedOnceItIsOld()
    {
        string old = _directory.At("temporary/old");
        string young = _directory.At("temporary/young");
        File.WriteAllText(old, "x");
        File.WriteAllText(young, "x");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));

        _ = new DirectoryObjectStore(_directory.Path, TimeProvider.System);

        File.Exists(old).ShouldBeFalse();
        File.Exists(young).ShouldBeTrue();
    }

    [Fact]
    public async Task Put_Object_IsReadableByItsOwnerOnly()
    {
        await Store.PutAsync("m/f", new MemoryStream([1]));

        File.GetUnixFileMode(_directory.At("objects/m/f")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
