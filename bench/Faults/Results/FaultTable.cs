using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Xerotier.Faults.Faults;

namespace Xerotier.Faults.Results;

/// <summary>Writes what faults did: a table to read, JSON to compare.</summary>
internal static class FaultTable
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>A line of progress.</summary>
    public static string Line(FaultRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Fault,-8} {(row.Streamed ? "streamed" : "plain"),-9} failed {Failed(row)}, continued {row.Continued}, "
        + $"detected {Ms(row.DetectionMs)}, recovered {Ms(row.RecoveryMs)}, median {Ms(row.MedianMs)}, worst "
        + $"{Ms(row.WorstMs)} {string.Join(", ", row.Failures.Select(failure => $"{failure.Value} x {failure.Key}"))}");

    /// <summary>The table, as Markdown.</summary>
    public static string Markdown(IReadOnlyList<FaultRow> rows)
    {
        var text = new StringBuilder();
        text.AppendLine(
            "| fault | failed streamed | failed non-streamed | streams continued | detection | recovery streamed "
            + "| recovery non-streamed | worst request |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var fault in rows.GroupBy(row => row.Fault))
        {
            var streamed = fault.FirstOrDefault(row => row.Streamed);
            var plain = fault.FirstOrDefault(row => !row.Streamed);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {fault.Key} | {Failed(streamed)} | {Failed(plain)} "
                + $"| {streamed?.Continued ?? 0:F0} | {Ms(fault.Max(row => row.DetectionMs))} "
                + $"| {Ms(streamed?.RecoveryMs)} | {Ms(plain?.RecoveryMs)} | {Ms(fault.Max(row => row.WorstMs))} |");
        }

        return text.ToString();
    }

    /// <summary>Everything, with the machine and the command.</summary>
    public static void Save(string path, FaultSettings settings, IReadOnlyList<FaultRow> rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            machine = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors",
            settings,
            rows,
        }, Indented));
        File.WriteAllText(Path.ChangeExtension(path, ".md"), Page(settings, rows));
    }

    private static string Page(FaultSettings settings, IReadOnlyList<FaultRow> rows) => $"""
        # Faults under load

        {settings.Agents} agents, {settings.Clients} clients x {settings.Requests} requests of {settings.Tokens} tokens,
        each row once streamed and once not; the fault strikes after 30 % of the requests. Every answer is compared with
        the one that was given before the fault.

        `{Command(settings)}`

        {Markdown(rows)}
        """;

    private static string Command(FaultSettings settings) => string.Create(
        CultureInfo.InvariantCulture,
        $"dotnet run -c Release --project bench/Faults -- --faults {string.Join(',', settings.Faults)} "
        + $"--agents {settings.Agents} --clients {settings.Clients} --requests {settings.Requests} "
        + $"--tokens {settings.Tokens} --step-ms {settings.StepMs} --json {settings.Json}");

    private static string Failed(FaultRow? row) => row is null ? "-" : $"{row.Failed} of {row.Requests}";

    private static string Ms(double? milliseconds) => milliseconds is { } value
        ? value.ToString(value < 1000 ? "0 ms" : "0,.0 s", CultureInfo.InvariantCulture)
        : "-";
}
