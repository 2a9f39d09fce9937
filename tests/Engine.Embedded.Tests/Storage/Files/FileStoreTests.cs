using Xerotier.Engine.Storage.Files;

namespace Xerotier.Engine.Tests.Storage.Files;

public sealed class FileStoreTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly StoreDisk _disk = new();

    public void Dispose() => _disk.Dispose();

    [Fact]
    public async Task Put_ThenReopen_KeepsPayloadAndVersion()
    {
        StoreWrite write;
        using (var store = _disk.Open())
            write = await store.PutAsync("a", StoreDisk.Bytes("one"), ExpectedVersion.Absent);

        using var reopened = _disk.Open();
        var value = await reopened.ReadAsync("a");

        write.Accepted.ShouldBeTrue();
        value.ShouldNotBeNull().Version.ShouldBe(write.Version);
        (await StoreDisk.TextAsync(reopened, "a")).ShouldBe("one");
    }

    [Fact]
    public async Task Put_EmptyPayload_IsAValue()
    {
        using var store = _disk.Open();

        await store.PutAsync("a", default, ExpectedVersion.Absent);

        (await StoreDisk.TextAsync(store, "a")).ShouldBe("");
    }

    [Fact]
    public async Task Read_AbsentKey_IsNull()
    {
        using var store = _disk.Open();

        (await store.ReadAsync("nothing")).ShouldBeNull();
    }

    [Fact]
    public async Task Put_StaleVersion_IsRefusedAndChangesNothing()
    {
        using var store = _disk.Open();
        var first = await store.PutAsync("a", StoreDisk.Bytes("one"), ExpectedVersion.Absent);
        var second = await store.PutAsync("a", StoreDisk.Bytes("two"), ExpectedVersion.Exactly(first.Version));

        var stale = await store.PutAsync("a", StoreDisk.Bytes("three"), ExpectedVersion.Exactly(first.Version));
        var insert = await store.PutAsync("a", StoreDisk.Bytes("four"), ExpectedVersion.Absent);

        stale.ShouldBe(new StoreWrite(false, second.Version));
        insert.ShouldBe(new StoreWrite(false, second.Version));
        (await StoreDisk.TextAsync(store, "a")).ShouldBe("two");
    }

    [Fact]
    public async Task Put_VersionOfAnAbsentKey_IsRefused()
    {
        using var store = _disk.Open();

        var write = await store.PutAsync("a", StoreDisk.Bytes("one"), ExpectedVersion.Exactly(7));

        write.ShouldBe(new StoreWrite(false, 0));
        (await store.ReadAsync("a")).ShouldBeNull();
    }

    [Fact]
    public async Task Put_TwoInsertsInOneBatch_OneWins()
    {
        using var held = new HeldDisk();
        using var store = _disk.Open(held.BeforeFlush);
        var first = store.PutAsync("other", default, ExpectedVersion.Absent);
        held.AwaitFlush();

        var left = store.PutAsync("a", StoreDisk.Bytes("left"), ExpectedVersion.Absent);
        var right = store.PutAsync("a", StoreDisk.Bytes("right"), ExpectedVersion.Absent);
        held.Release();
        var writes = await Task.WhenAll(first, left, right).WaitAsync(Deadline);

        writes.Select(write => write.Accepted).ShouldBe([true, true, false]);
        (await StoreDisk.TextAsync(store, "a")).ShouldBe("left");
    }

    [Fact]
    public async Task Delete_ThenReopen_KeyIsAbsent()
    {
        using (var store = _disk.Open())
        {
            var write = await store.PutAsync("a", StoreDisk.Bytes("one"), ExpectedVersion.Absent);
            (await store.DeleteAsync("a", ExpectedVersion.Exactly(write.Version))).Accepted.ShouldBeTrue();
            (await store.ReadAsync("a")).ShouldBeNull();
        }

        using var reopened = _disk.Open();
        (await reopened.ReadAsync("a")).ShouldBeNull();
    }

    [Fact]
    public async Task Put_AfterDelete_NeverReusesAVersion()
    {
        using var store = _disk.Open();
        var first = await store.PutAsync("a", StoreDisk.Bytes("one"), ExpectedVersion.Absent);
        await store.DeleteAsync("a", ExpectedVersion.Any);

        var second = await store.PutAsync("a", StoreDisk.Bytes("two"), ExpectedVersion.Absent);
        var stale = await store.PutAsync("a", StoreDisk.Bytes("old life"), ExpectedVersion.Exactly(first.Version));

        second.Version.ShouldBeGreaterThan(first.Version);
        stale.Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task Keys_Prefix_ListsOnlyMatches()
    {
        using var store = _disk.Open();
        foreach (var key in (string[])["r/1", "r/2", "s/1"])
            await store.PutAsync(key, default, ExpectedVersion.Absent);
        await store.DeleteAsync("r/2", ExpectedVersion.Any);

        store.Keys("r/").ShouldBe(["r/1"]);
    }

    [Fact]
    public async Task Put_BeforeTheFlush_IsNeitherAcknowledgedNorVisible()
    {
        using var held = new HeldDisk();
        using var store = _disk.Open(held.BeforeFlush);

        var write = store.PutAsync("a", StoreDisk.Bytes("one"), ExpectedVersion.Absent);
        held.AwaitFlush();
        write.IsCompleted.ShouldBeFalse();
        (await store.ReadAsync("a")).ShouldBeNull();
        held.Release();

        (await write.WaitAsync(Deadline)).Accepted.ShouldBeTrue();
        (await StoreDisk.TextAsync(store, "a")).ShouldBe("one");
    }

    [Fact]
    public async Task Put_ManyWhileTheDiskIsBusy_ShareOneFlush()
    {
        using var held = new HeldDisk();
        using var store = _disk.Open(held.BeforeFlush);
        var first = store.PutAsync("first", default, ExpectedVersion.Absent);
        held.AwaitFlush();

        var writes = Enumerable.Range(0, 100).Select(i => store.PutAsync($"{i}", default, ExpectedVersion.Absent));
        var waiting = writes.Append(first).ToArray();
        held.Release();
        await Task.WhenAll(waiting).WaitAsync(Deadline);

        held.Flushes.ShouldBe(2);
    }

    [Fact]
    public async Task Put_MoreThanMayWait_IsRefused()
    {
        _disk.Options.MaxPendingBytes = 1000;
        using var held = new HeldDisk();
        using var store = _disk.Open(held.BeforeFlush);
        var first = store.PutAsync("first", default, ExpectedVersion.Absent);
        held.AwaitFlush();
        var second = store.PutAsync("a", new byte[900], ExpectedVersion.Absent);

        var error = Should.Throw<FileStoreException>(() => store.PutAsync("b", new byte[900], ExpectedVersion.Absent));
        held.Release();
        await Task.WhenAll(first, second).WaitAsync(Deadline);

        error.Message.ShouldContain("1000 bytes");
        (await store.ReadAsync("b")).ShouldBeNull();
    }

    [Fact]
    public void Put_TooLarge_IsRefused()
    {
        _disk.Options.MaxRecordBytes = 1024;
        using var store = _disk.Open();

        var error = Should.Throw<FileStoreException>(() => store.PutAsync("a", new byte[1025], ExpectedVersion.Any));

        error.Message.ShouldContain("the limit is 1024");
    }

    [Fact]
    public async Task Put_FlushFails_StoreTakesNoMoreWritesButReads()
    {
        var failing = false;
        using var store = _disk.Open(() =>
        {
            if (failing)
                throw new IOException("no more disk");
        });
        await store.PutAsync("a", StoreDisk.Bytes("one"), ExpectedVersion.Absent);

        failing = true;
        var error = await Should.ThrowAsync<FileStoreException>(
            () => store.PutAsync("a", StoreDisk.Bytes("two"), ExpectedVersion.Any));
        failing = false;
        var after = await Should.ThrowAsync<FileStoreException>(
            () => store.PutAsync("a", StoreDisk.Bytes("three"), ExpectedVersion.Any));

        error.InnerException.ShouldBeOfType<IOException>();
        after.Message.ShouldContain("until a restart");
        (await StoreDisk.TextAsync(store, "a")).ShouldBe("one");
    }

    [Fact]
    public async Task Put_AfterDispose_IsRefused()
    {
        var store = _disk.Open();
        var write = store.PutAsync("a", StoreDisk.Bytes("one"), ExpectedVersion.Absent);
        store.Dispose();

        (await write.WaitAsync(Deadline)).Accepted.ShouldBeTrue();
        Should.Throw<FileStoreException>(() => store.PutAsync("b", default, ExpectedVersion.Absent));
    }

    [Fact]
    public void Open_DirectoryInUse_NamesTheHolder()
    {
        using var store = _disk.Open();

        var error = Should.Throw<FileStoreException>(() => _disk.Open());

        error.Message.ShouldContain($"in use by process {Environment.ProcessId}");
        error.Message.ShouldContain(_disk.Options.Directory);
    }

    [Fact]
    public void Open_NewDirectory_IsForItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var store = _disk.Open();

        const UnixFileMode others = (UnixFileMode)0b000_111_111;
        (File.GetUnixFileMode(_disk.Options.Directory) & others).ShouldBe(UnixFileMode.None);
        (File.GetUnixFileMode(_disk.Segments()[0]) & others).ShouldBe(UnixFileMode.None);
    }

    [Fact]
    public void Open_PathIsAFile_SaysSo()
    {
        File.WriteAllText(_disk.Options.Directory, "not a directory");

        Should.Throw<FileStoreException>(() => _disk.Open()).Message.ShouldContain(_disk.Options.Directory);
    }
}
