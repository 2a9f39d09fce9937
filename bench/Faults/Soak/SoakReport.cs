using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Xerotier.Faults.Soak;

/// <summary>Writes what a soak found.</summary>
internal static class SoakReport
{
    /// <summary>Samples of which the lowest is taken for the live memory of that time: others fall between two full
    /// collections.</summary>
    private const int Window = 6;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>A line of progress.</summary>
    public static string Line(SoakSample sample) => string.Create(
        CultureInfo.InvariantCulture,
        $"{sample.Minute,6:F1} min  live {sample.LiveMib,6:F1} MiB  resident {sample.ResidentMib,6:F0} MiB  "
        + $"sockets {sample.Sockets,5}  leases {sample.Leases,5:F0}  done {sample.Done,7}  left {sample.HungUp,6}  "
        + $"failed {sample.Failed}");

    /// <summary>The lowest of each few samples.</summary>
    public static IReadOnlyList<SoakSample> Floors(IReadOnlyList<SoakSample> samples) =>
        [.. samples.Chunk(Window).Select(window => window.MinBy(sample => sample.LiveMib)!)];

    /// <summary>Prints the verdict and, if wanted, saves everything.</summary>
    public static async Task WriteAsync(
        TextWriter output, SoakSettings settings, IReadOnlyList<SoakSample> samples, SoakVerdict verdict)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"live {verdict.LiveSlope:F2} MiB/min, resident {verdict.ResidentSlope:F2} MiB/min, leases left "
            + $"{verdict.LeasesLeft}, sockets {verdict.SocketsBefore} -> {verdict.SocketsAfter}, streams "
            + $"{verdict.Done} done, {verdict.HungUp} left, {verdict.Failures.Values.Sum()} failed, "
            + $"{verdict.Continued} continued"));
        foreach (var (failure, count) in verdict.Failures) await output.WriteLineAsync($"{count} x {failure}");
        await output.WriteLineAsync(
            verdict.Problems.Count == 0 ? "VERDICT: flat" : "VERDICT: " + string.Join("; ", verdict.Problems));
        if (settings.Json is not { } path) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(new
        {
            date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            machine = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors",
            settings,
            verdict,
            samples,
        }, Indented));
    }
}
