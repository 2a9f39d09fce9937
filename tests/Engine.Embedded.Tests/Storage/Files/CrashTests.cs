using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Xerotier.Engine.Tests.Storage.Files;

public sealed class CrashTests : IDisposable
{
    private const int Kills = 50;
    private const int Writers = 8;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly StoreDisk _disk = new();

    public void Dispose() => _disk.Dispose();

    [Fact]
    public async Task KilledWhileWriting_FiftyTimes_LosesNoAcknowledgedWrite()
    {
        var random = new Random(20);
        var acknowledged = new Dictionary<string, Acknowledgement>();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await WriteUntilKilledAsync(acknowledged, linesBeforeKill: random.Next(1, 400));
            await ShouldHoldAsync(acknowledged, $"after kill {kill}");
        }

        acknowledged.Count.ShouldBe(Writers);
    }

    private async Task WriteUntilKilledAsync(Dictionary<string, Acknowledgement> acknowledged, int linesBeforeKill)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Assembly.Load("Xerotier.Engine.CrashWriter").Location);
        start.ArgumentList.Add(_disk.Options.Directory);
        start.ArgumentList.Add(Writers.ToString(CultureInfo.InvariantCulture));
        using var process = Process.Start(start).ShouldNotBeNull();
        using var deadline = new CancellationTokenSource(Deadline);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        var lines = 0;
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.Split(' ') is [var key, var counter, var version])
                acknowledged[key] = new Acknowledgement(Parse(counter), Parse(version));
            if (++lines == linesBeforeKill)
                process.Kill();
        }

        await process.WaitForExitAsync(deadline.Token);
        lines.ShouldBeGreaterThanOrEqualTo(linesBeforeKill, $"the writer ended by itself: {await errors}");
    }

    private async Task ShouldHoldAsync(Dictionary<string, Acknowledgement> acknowledged, string when)
    {
        using var store = _disk.Open();
        foreach (var (key, last) in acknowledged.ToArray())
        {
            var stored = (await store.ReadAsync(key)).ShouldNotBeNull($"{key} {when}");
            stored.Version.ShouldBeGreaterThanOrEqualTo(last.Version, $"{key} {when}");
            var counter = BinaryPrimitives.ReadInt64LittleEndian(stored.Payload.Span);
            counter.ShouldBeInRange(last.Counter, last.Counter + 1, $"{key} {when}");
            acknowledged[key] = new Acknowledgement(counter, stored.Version); // one more may be stored than was printed
        }
    }

    private static long Parse(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Acknowledgement(long Counter, long Version);
}
