using System.Collections.Concurrent;
using System.Globalization;
using Xerotier.Engine.Storage.Files;

namespace Xerotier.Engine.Tests.Storage.Files;

/// <summary>
/// A power cut loses what was written and not flushed, in any pattern. Before flushes these tests copy the directory,
/// damage the unflushed bytes of the copy, and later open all copies.
/// </summary>
public sealed class PowerCutTests : IDisposable
{
    private const int Writers = 8;
    private const int WritesEach = 60;
    private readonly StoreDisk _disk = new();
    private readonly ConcurrentDictionary<string, int> _acknowledged = new();
    private readonly List<(string Copy, Dictionary<string, int> Promised)> _cuts = [];
    private readonly Dictionary<string, long> _flushed = [];
    private readonly Random _random = new(7);

    public void Dispose() => _disk.Dispose();

    [Fact]
    public async Task PowerCut_BeforeAnyFlush_LosesNoAcknowledgedWrite()
    {
        _disk.Options.SegmentBytes = 4096;
        _disk.Options.CompactionStepBytes = 1024;
        using (var store = _disk.Open(CutPower))
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(store, $"writer-{writer}")));

        foreach (var (copy, promised) in _cuts)
            await ShouldHoldAsync(copy, promised);

        _cuts.Count.ShouldBeGreaterThan(WritesEach / 2);
    }

    private async Task WriteAsync(FileStore store, string key)
    {
        for (var counter = 1; counter <= WritesEach; counter++)
        {
            var payload = StoreDisk.Bytes(counter.ToString("D80", CultureInfo.InvariantCulture));
            (await store.PutAsync(key, payload, ExpectedVersion.Any)).Accepted.ShouldBeTrue();
            _acknowledged[key] = counter;
        }
    }

    // runs on the store's only writing thread
    private void CutPower()
    {
        var promised = _acknowledged.ToDictionary();
        var copy = Path.Combine(Path.GetDirectoryName(_disk.Options.Directory)!, $"cut-{_cuts.Count}");
        Directory.CreateDirectory(copy);
        foreach (var file in _disk.Segments())
        {
            var content = File.ReadAllBytes(file);
            var flushed = _flushed.GetValueOrDefault(file, Segment.HeaderBytes);
            File.WriteAllBytes(Path.Combine(copy, Path.GetFileName(file)), Damage(content, (int)flushed));
            _flushed[file] = content.Length;
        }

        _cuts.Add((copy, promised));
    }

    private byte[] Damage(byte[] content, int flushed)
    {
        var unflushed = content.Length - flushed;
        if (unflushed == 0 || _random.Next(4) == 0)
            return content;
        if (_random.Next(3) == 0)
            return content[..(flushed + _random.Next(unflushed))];
        var from = flushed + _random.Next(unflushed);
        content.AsSpan(from, _random.Next(1, content.Length - from + 1)).Clear();
        return content;
    }

    private async Task ShouldHoldAsync(string copy, Dictionary<string, int> promised)
    {
        _disk.Options.Directory = copy;
        using var store = _disk.Open();
        foreach (var (key, counter) in promised)
        {
            var text = (await StoreDisk.TextAsync(store, key)).ShouldNotBeNull($"{key} in {copy}");
            int.Parse(text, CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(counter, $"{key} in {copy}");
        }
    }
}
