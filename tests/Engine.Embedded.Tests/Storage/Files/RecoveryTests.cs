using Xerotier.Engine.Storage.Files;

namespace Xerotier.Engine.Tests.Storage.Files;

public sealed class RecoveryTests : IDisposable
{
    private readonly StoreDisk _disk = new();

    public void Dispose() => _disk.Dispose();

    [Fact]
    public async Task LastRecord_TruncatedAtEveryByte_KeepsAllBefore()
    {
        var (whole, lastStart) = await WriteThreeAsync();
        for (var length = lastStart; length < whole.Length; length++)
        {
            File.WriteAllBytes(_disk.Segments()[0], whole[..length]);
            await ExpectOnlyLastLostAsync($"truncated to {length} bytes");
        }
    }

    [Fact]
    public async Task LastRecord_CorruptedAtEveryByte_KeepsAllBefore()
    {
        var (whole, lastStart) = await WriteThreeAsync();
        for (var at = lastStart; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x41;
            File.WriteAllBytes(_disk.Segments()[0], damaged);
            await ExpectOnlyLastLostAsync($"byte {at} changed");
        }
    }

    [Fact]
    public async Task Tail_ZeroFilled_IsCutOff()
    {
        var (whole, lastStart) = await WriteThreeAsync();
        File.WriteAllBytes(_disk.Segments()[0], [.. whole[..lastStart], .. new byte[5000]]);

        await ExpectOnlyLastLostAsync("zero-filled");
    }

    [Fact]
    public async Task TornTail_CutOff_NextWriteAndReopenWork()
    {
        var (whole, _) = await WriteThreeAsync();
        File.WriteAllBytes(_disk.Segments()[0], whole[..^1]);
        using (var store = _disk.Open())
            await store.PutAsync("d", StoreDisk.Bytes("fourth"), ExpectedVersion.Absent);

        using var reopened = _disk.Open();
        (await StoreDisk.TextAsync(reopened, "d")).ShouldBe("fourth");
        (await StoreDisk.TextAsync(reopened, "b")).ShouldBe("second");
    }

    [Fact]
    public async Task MiddleRecord_CorruptedAtEveryByte_IsReportedAndKept()
    {
        var (whole, lastStart) = await WriteThreeAsync();
        var file = _disk.Segments()[0];
        for (var at = Segment.HeaderBytes; at < lastStart; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x41;
            File.WriteAllBytes(file, damaged);

            var error = Should.Throw<FileStoreCorruptedException>(() => _disk.Open());
            error.File.ShouldBe(file);
            error.Offset.ShouldBeLessThanOrEqualTo(at);
            File.ReadAllBytes(file).ShouldBe(damaged);
        }
    }

    [Fact]
    public async Task OlderSegment_AnyDamage_IsReported()
    {
        _disk.Options.SegmentBytes = 20;
        await WriteThreeAsync();
        var oldest = _disk.Segments()[0];
        var whole = File.ReadAllBytes(oldest);

        foreach (var content in (byte[][])[whole[..^1], [.. whole, 0], whole[..10], []])
        {
            File.WriteAllBytes(oldest, content);
            Should.Throw<FileStoreCorruptedException>(() => _disk.Open()).File.ShouldBe(oldest);
        }

        File.WriteAllBytes(oldest, whole);
        using var store = _disk.Open();
        (await StoreDisk.TextAsync(store, "a")).ShouldBe("first");
    }

    [Fact]
    public async Task Segment_Missing_IsReported()
    {
        _disk.Options.SegmentBytes = 20;
        await WriteThreeAsync();
        var missing = _disk.Segments()[1];
        File.Delete(missing);

        Should.Throw<FileStoreCorruptedException>(() => _disk.Open()).File.ShouldBe(missing);
    }

    [Fact]
    public async Task Segment_OfAnotherNumber_IsReported()
    {
        _disk.Options.SegmentBytes = 20;
        await WriteThreeAsync();
        var segments = _disk.Segments();
        File.Copy(segments[0], segments[^1], overwrite: true);

        Should.Throw<FileStoreCorruptedException>(() => _disk.Open()).File.ShouldBe(segments[^1]);
    }

    [Fact]
    public async Task UnfinishedSegment_OfACrash_IsRemoved()
    {
        await WriteThreeAsync();
        var unfinished = _disk.Segments()[0] + ".tmp";
        File.WriteAllText(unfinished, "half a header");

        using var store = _disk.Open();

        File.Exists(unfinished).ShouldBeFalse();
        (await StoreDisk.TextAsync(store, "c")).ShouldBe("third");
    }

    [Fact]
    public async Task Read_RecordDamagedWhileOpen_IsReported()
    {
        var (whole, _) = await WriteThreeAsync();
        using var store = _disk.Open();
        whole[^1] ^= 1;
        using (var file = new FileStream(_disk.Segments()[0], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.Write(whole);

        var error = await Should.ThrowAsync<FileStoreCorruptedException>(async () => await store.ReadAsync("c"));

        error.File.ShouldBe(_disk.Segments()[0]);
    }

    private async Task<(byte[] Whole, int LastStart)> WriteThreeAsync()
    {
        using var store = _disk.Open();
        await store.PutAsync("a", StoreDisk.Bytes("first"), ExpectedVersion.Absent);
        await store.PutAsync("b", StoreDisk.Bytes("second"), ExpectedVersion.Absent);
        var lastStart = (int)new FileInfo(_disk.Segments()[^1]).Length;
        await store.PutAsync("c", StoreDisk.Bytes("third"), ExpectedVersion.Absent);
        return (File.ReadAllBytes(_disk.Segments()[0]), lastStart);
    }

    private async Task ExpectOnlyLastLostAsync(string how)
    {
        using var store = _disk.Open();
        (await StoreDisk.TextAsync(store, "a")).ShouldBe("first", how);
        (await StoreDisk.TextAsync(store, "b")).ShouldBe("second", how);
        (await store.ReadAsync("c")).ShouldBeNull(how);
    }
}
