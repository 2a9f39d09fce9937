using System.Globalization;

namespace Xerotier.Agent.Backends.OpenAiCompatible;

/// <summary>
/// The figures the agent wants from an engine's Prometheus text. Names differ by engine and version; several series of
/// one name (one a model or an engine) are summed, shares averaged.
/// </summary>
/// <param name="Running">Requests it runs.</param>
/// <param name="Waiting">Requests it queues.</param>
/// <param name="KvUsage">Share of the KV cache in use, 0 to 1.</param>
/// <param name="KvCapacityTokens">Size of the KV cache in tokens.</param>
internal sealed record ScrapedMetrics(
    int? Running, int? Waiting, double? KvUsage, long? KvCapacityTokens)
{
    public static readonly ScrapedMetrics None = new(null, null, null, null);

    private static readonly string[] RunningNames =
        ["vllm:num_requests_running", "sglang:num_running_reqs", "llamacpp:requests_processing"];

    private static readonly string[] WaitingNames =
        ["vllm:num_requests_waiting", "sglang:num_queue_reqs", "llamacpp:requests_deferred"];

    private static readonly string[] UsageNames =
    [
        "vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc", "sglang:token_usage", "llamacpp:kv_cache_usage_ratio",
    ];

    private const string VllmCacheInfo = "vllm:cache_config_info";
    private const string SglangCapacity = "sglang:max_total_num_tokens";

    public static ScrapedMetrics Parse(string text)
    {
        double? running = null, waiting = null, usage = null;
        long? capacity = null;
        var usages = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!TrySplit(line, out var name, out var labels, out var value)) continue;
            if (IsOneOf(name, RunningNames)) running = (running ?? 0) + value;
            else if (IsOneOf(name, WaitingNames)) waiting = (waiting ?? 0) + value;
            else if (IsOneOf(name, UsageNames)) (usage, usages) = ((usage ?? 0) + value, usages + 1);
            else if (name.SequenceEqual(SglangCapacity)) capacity = (capacity ?? 0) + (long)value;
            else if (name.SequenceEqual(VllmCacheInfo)) capacity = (capacity ?? 0) + CapacityOf(labels);
        }
        return new ScrapedMetrics(
            (int?)running, (int?)waiting, usage is { } sum ? Math.Clamp(sum / usages, 0, 1) : null,
            capacity > 0 ? capacity : null);
    }

    private static bool TrySplit(
        ReadOnlySpan<char> line, out ReadOnlySpan<char> name, out ReadOnlySpan<char> labels, out double value)
    {
        name = labels = default;
        value = 0;
        if (line.IsEmpty || line[0] == '#') return false;
        var open = line.IndexOf('{');
        var close = line.LastIndexOf('}');
        var hasLabels = open > 0 && close > open;
        var nameEnd = hasLabels ? open : line.IndexOf(' ');
        if (nameEnd <= 0) return false;
        name = line[..nameEnd];
        if (hasLabels) labels = line[(open + 1)..close];
        var rest = line[(hasLabels ? close + 1 : nameEnd)..].Trim();
        // A timestamp may follow the value.
        if (rest.IndexOf(' ') is > 0 and var end) rest = rest[..end];
        return double.TryParse(rest, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    private static bool IsOneOf(ReadOnlySpan<char> name, string[] names)
    {
        foreach (var candidate in names)
        {
            if (name.SequenceEqual(candidate)) return true;
        }
        return false;
    }

    private static long CapacityOf(ReadOnlySpan<char> labels) =>
        Label(labels, "block_size=\"") * Label(labels, "num_gpu_blocks=\"");

    private static long Label(ReadOnlySpan<char> labels, string opening)
    {
        var start = labels.IndexOf(opening);
        if (start < 0) return 0;
        var rest = labels[(start + opening.Length)..];
        var end = rest.IndexOf('"');
        return end > 0 && long.TryParse(rest[..end], CultureInfo.InvariantCulture, out var value) ? value : 0;
    }
}
