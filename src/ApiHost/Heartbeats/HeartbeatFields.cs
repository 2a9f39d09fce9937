using System.Collections.Immutable;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.Agents;
using Xerotier.Protocol.Agents;

namespace Xerotier.ApiHost.Heartbeats;

/// <summary>Reads a heartbeat.</summary>
internal static class HeartbeatFields
{
    private const int MaxRequests = 1_000_000;
    private const int MaxModels = 256;
    private const int MaxNameLength = 256;
    private const int MaxVersionLength = 64;
    private const int MaxTokens = 100_000_000;
    private const long MaxKvTokens = 1L << 40;
    private const long MaxMemory = 1L << 50;
    private const double MaxMs = 3_600_000;
    private const double MaxRate = 1e9;

    private static readonly ImmutableArray<string> ModelStates = ["cached", "loading", "loaded"];

    /// <summary>The heartbeat, stamped with this host's clock.</summary>
    public static Heartbeat Read(RequestFields fields, DateTimeOffset now) => new(
        Required(fields, "sequence", 0, long.MaxValue),
        now,
        (int)Required(fields, "running", 0, MaxRequests),
        (int)Required(fields, "waiting", 0, MaxRequests),
        fields.Number("kv_usage", 0, 1),
        fields.Integer("kv_capacity_tokens", 0, MaxKvTokens),
        fields.Number("ttft_ms", 0, MaxMs),
        fields.Number("tpot_ms", 0, MaxMs),
        fields.Number("tokens_per_second", 0, MaxRate),
        (int)Required(fields, "max_concurrent_requests", 1, MaxRequests),
        fields.Objects("models", MaxModels) is { } models ? [.. models.Select(ReadModel)] : [],
        fields.Flag("draining") ?? false,
        fields.Flag("loads_models") ?? false,
        fields.Integer("memory_bytes", 0, MaxMemory),
        fields.Integer("memory_free_bytes", 0, MaxMemory),
        fields.Object("prefixes") is { } prefixes ? ReadPrefixes(prefixes) : null,
        fields.Flag("continues") ?? false);

    private static AgentModel ReadModel(RequestFields fields) => new(
        fields.RequiredText("name", 1, MaxNameLength),
        fields.Text("version", 1, MaxVersionLength),
        fields.Choice("state", ModelStates) switch
        {
            "cached" => AgentModelState.Cached,
            "loading" => AgentModelState.Loading,
            "loaded" => AgentModelState.Loaded,
            _ => AgentModelState.Unspecified,
        },
        (int?)fields.Integer("context_length", 1, MaxTokens),
        fields.Uuid("model_id"));

    private static AgentPrefixes ReadPrefixes(RequestFields fields) => new(
        Required(fields, "epoch", 0, long.MaxValue), ReadBlocks(fields, "held"), ReadBlocks(fields, "evicted"));

    private static ImmutableArray<UInt128> ReadBlocks(RequestFields fields, string name)
    {
        if (PrefixBlocks.TryDecode(
            fields.Text(name, 0, int.MaxValue), PrefixBlocks.MaxReported, out UInt128[] blocks))
        {
            return [.. blocks];
        }

        fields.Refuse(name, $"must hold at most {PrefixBlocks.MaxReported} hashes");
        return [];
    }

    private static long Required(RequestFields fields, string name, long min, long max)
    {
        long? number = fields.Integer(name, min, max);
        if (number is null)
        {
            fields.Refuse(name, "is required");
        }

        return number ?? min;
    }
}
