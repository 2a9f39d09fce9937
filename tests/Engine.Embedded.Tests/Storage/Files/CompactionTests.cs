using Xerotier.Engine.Storage.Files;

namespace Xerotier.Engine.Tests.Storage.Files;

public sealed class CompactionTests : IDisposable
{
    private const int SegmentBytes = 4096;
    private readonly StoreDisk _disk = new();

    public CompactionTests()
    {
        _disk.Options.SegmentBytes = SegmentBytes;
        _disk.Options.CompactionStepBytes = 512;
    }

    public void Dispose() => _disk.Dispose();

    [Fact]
    public async Task Overwrites_Endless_DiskStaysBoundedAndColdValuesSurvive()
    {
        using (var store = _disk.Open())
        {
            for (var i = 0; i < 20; i++)
                await store.PutAsync($"cold-{i}", StoreDisk.Bytes($"value {i}"), ExpectedVersion.Absent);
            for (var i = 0; i < 2000; i++)
                await store.PutAsync("hot", StoreDisk.Bytes($"{i}"), ExpectedVersion.Any);
        }

        _disk.Segments().Sum(file => new FileInfo(file).Length).ShouldBeLessThan(6 * SegmentBytes);
        using var reopened = _disk.Open();
        (await StoreDisk.TextAsync(reopened, "hot")).ShouldBe("1999");
        for (var i = 0; i < 20; i++)
            (await StoreDisk.TextAsync(reopened, $"cold-{i}")).ShouldBe($"value {i}");
    }

    [Fact]
    public async Task Deletes_Compacted_LeaveNothingBehindAndNothingReturns()
    {
        using (var store = _disk.Open())
        {
            for (var i = 0; i < 500; i++)
            {
                await store.PutAsync($"key-{i}", new byte[100], ExpectedVersion.Absent);
                await store.DeleteAsync($"key-{i}", ExpectedVersion.Any);
            }
        }

        _disk.Segments().Sum(file => new FileInfo(file).Length).ShouldBeLessThan(4 * SegmentBytes);
        using var reopened = _disk.Open();
        reopened.Keys("").ShouldBeEmpty();
    }

    [Fact]
    public async Task RecordLongerThanAStep_IsMovedWhole()
    {
        var large = Enumerable.Range(0, 3000).Select(i => (byte)i).ToArray();
        using var store = _disk.Open();
        await store.PutAsync("large", large, ExpectedVersion.Absent);
        var before = _disk.Segments()[0];
        for (var i = 0; i < 500; i++)
            await store.PutAsync("hot", new byte[100], ExpectedVersion.Any);

        File.Exists(before).ShouldBeFalse();
        (await store.ReadAsync("large")).ShouldNotBeNull().Payload.ToArray().ShouldBe(large);
    }

    [Fact]
    public async Task MovedValue_KeepsItsVersion()
    {
        using var store = _disk.Open();
        var cold = await store.PutAsync("cold", StoreDisk.Bytes("value"), ExpectedVersion.Absent);
        for (var i = 0; i < 500; i++)
            await store.PutAsync("hot", new byte[100], ExpectedVersion.Any);

        var next = await store.PutAsync("cold", StoreDisk.Bytes("next"), ExpectedVersion.Exactly(cold.Version));

        next.Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Reads_DuringCompaction_AlwaysFindTheValue()
    {
        using var store = _disk.Open();
        await store.PutAsync("cold", StoreDisk.Bytes("value"), ExpectedVersion.Absent);
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            var reads = 0;
            for (; !stop.IsCancellationRequested; reads++)
                (await StoreDisk.TextAsync(store, "cold")).ShouldBe("value");
            return reads;
        });
        for (var i = 0; i < 1000; i++)
            await store.PutAsync("hot", new byte[200], ExpectedVersion.Any);
        stop.Cancel();

        (await reader.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RandomChanges_WithReopens_EqualAMap(int seed)
    {
        var random = new Random(seed);
        var model = new Dictionary<string, byte[]>();
        for (var life = 0; life < 5; life++)
        {
            using var store = _disk.Open();
            for (var i = 0; i < 300; i++)
                await ChangeAsync(store, model, random);
            await ShouldEqualAsync(store, model);
        }

        using var last = _disk.Open();
        await ShouldEqualAsync(last, model);
    }

    private static async Task ChangeAsync(FileStore store, Dictionary<string, byte[]> model, Random random)
    {
        var key = $"key-{random.Next(30)}";
        if (random.Next(4) == 0)
        {
            await store.DeleteAsync(key, ExpectedVersion.Any);
            model.Remove(key);
            return;
        }

        var payload = new byte[random.Next(300)];
        random.NextBytes(payload);
        await store.PutAsync(key, payload, ExpectedVersion.Any);
        model[key] = payload;
    }

    private static async Task ShouldEqualAsync(FileStore store, Dictionary<string, byte[]> model)
    {
        store.Keys("").Order().ShouldBe(model.Keys.Order());
        foreach (var (key, payload) in model)
            (await store.ReadAsync(key)).ShouldNotBeNull().Payload.ToArray().ShouldBe(payload);
    }
}
