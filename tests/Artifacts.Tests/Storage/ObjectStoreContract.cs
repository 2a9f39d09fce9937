using System.Security.Cryptography;
using Xerotier.Artifacts.Storage;

namespace Xerotier.Artifacts.Tests.Storage;

/// <summary>What every object store must do.</summary>
public abstract class ObjectStoreContract
{
    protected abstract IObjectStore Store { get; }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0, false)]
    [InlineData(5, true)]
    [InlineData(300_000, false)]
    [InlineData(20_000_000, true)]
    [InlineData(20_000_000, false)]
    public async Task Put_Content_IsReadBackWithItsDigest(int length, bool known)
    {
        byte[] content = Content(length);

        var stored = await Store.PutAsync("a/b", new Trickle(content), known ? length : null);

        stored.ShouldBe(new StoredObject("a/b", length, Convert.ToHexStringLower(SHA256.HashData(content))));
        (await Store.HeadAsync("a/b")).ShouldBe(length);
        (await ReadAsync("a/b")).AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Fact]
    public async Task Put_SameKeyAgain_Replaces()
    {
        await Store.PutAsync("k", new MemoryStream([1, 2, 3]));
        await Store.PutAsync("k", new MemoryStream([4]));

        (await ReadAsync("k")).ShouldBe([4]);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public async Task Put_AnotherLengthThanAnnounced_StoresNothing(int length)
    {
        await Should.ThrowAsync<InvalidDataException>(
            () => Store.PutAsync("k", new MemoryStream(new byte[10]), length));

        (await Store.HeadAsync("k")).ShouldBeNull();
    }

    [Fact]
    public async Task Put_SourceBreaksInTheMiddle_KeepsTheOldObject()
    {
        await Store.PutAsync("k", new MemoryStream([7]));

        await Should.ThrowAsync<EndOfStreamException>(
            () => Store.PutAsync("k", new Trickle(Content(9_000_000), 8_500_000)));

        (await ReadAsync("k")).ShouldBe([7]);
    }

    [Fact]
    public async Task Put_Cancelled_StoresNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            () => Store.PutAsync("k", new Trickle(Content(100)), cancellationToken: cancelled.Token));

        (await Store.HeadAsync("k")).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 10, 0, 10)]
    [InlineData(90, 50, 90, 10)]
    [InlineData(100, 1, 0, 0)]
    [InlineData(5_000, 1, 0, 0)]
    [InlineData(20, null, 20, 80)]
    [InlineData(3, 0, 0, 0)]
    public async Task Open_Range_IsCutToTheObject(long offset, int? count, int start, int length)
    {
        byte[] content = Content(100);
        await Store.PutAsync("k", new MemoryStream(content));

        (await ReadAsync("k", offset, count)).ShouldBe(content.AsSpan(start, length).ToArray());
    }

    [Fact]
    public async Task Open_Absent_IsNull()
    {
        (await Store.OpenAsync("no/such")).ShouldBeNull();
        (await Store.HeadAsync("no/such")).ShouldBeNull();
    }

    [Fact]
    public async Task List_Prefix_NamesWhatIsBelowIt()
    {
        foreach (string key in (string[])["m/1/b", "m/1/a/x", "m/1/a-b", "m/10/c"])
        {
            await Store.PutAsync(key, new MemoryStream([1]));
        }

        (await ListAsync("m/1")).ShouldBe(["m/1/a-b", "m/1/a/x", "m/1/b"], ignoreOrder: true);
        (await ListAsync("m/2")).ShouldBeEmpty();
    }

    [Fact]
    public async Task DeletePrefix_SomeObjects_LeavesTheOthers()
    {
        foreach (string key in (string[])["m/1/a", "m/1/b/c", "m/10/c"])
        {
            await Store.PutAsync(key, new MemoryStream([1]));
        }

        await Store.DeletePrefixAsync("m/1");
        await Store.DeletePrefixAsync("m/1");

        (await ListAsync("m")).ShouldBe(["m/10/c"]);
    }

    [Fact]
    public async Task Delete_Object_IsGone()
    {
        await Store.PutAsync("k", new MemoryStream([1]));

        await Store.DeleteAsync("k");
        await Store.DeleteAsync("k");

        (await Store.HeadAsync("k")).ShouldBeNull();
    }

    [Fact]
    public async Task Put_KeyOutsideTheStore_IsRefused() =>
        await Should.ThrowAsync<ArgumentException>(() => Store.PutAsync("../k", new MemoryStream([1])));

    [Fact]
    public async Task ObjectSequence_SeveralObjects_ReadsThemAsOne()
    {
        await Store.PutAsync("p/1", new MemoryStream([1, 2]));
        await Store.PutAsync("p/2", new MemoryStream([]));
        await Store.PutAsync("p/3", new MemoryStream([3]));

        await using var sequence = new ObjectSequence(Store, ["p/1", "p/2", "p/3"]);
        var joined = await Store.PutAsync("joined", sequence);

        joined.Bytes.ShouldBe(3);
        (await ReadAsync("joined")).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task ObjectSource_PositionsInsideAndBehind_ReadsWhatIsThere()
    {
        await Store.PutAsync("m/f", new MemoryStream([1, 2, 3, 4]));
        var source = new ObjectSource(Store, "m/f", "f", 4);
        byte[] buffer = new byte[3];

        (await source.ReadAtAsync(2, buffer)).ShouldBe(2);
        buffer.ShouldBe([3, 4, 0]);
        (await source.ReadAtAsync(4, buffer)).ShouldBe(0);
    }

    protected static byte[] Content(int length)
    {
        byte[] content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    private async Task<string[]> ListAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (string key in Store.ListAsync(prefix))
        {
            keys.Add(key);
        }

        return [.. keys];
    }

    private async Task<byte[]> ReadAsync(string key, long offset = 0, long? count = null)
    {
        await using var stream = (await Store.OpenAsync(key, offset, count)).ShouldNotBeNull();
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
