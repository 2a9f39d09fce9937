using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Inference;

/// <summary>Limits of inference requests.</summary>
internal sealed class InferenceOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Inference";

    /// <summary>
    /// Bytes of all bodies held at once; further requests are refused as overload. Default 512 MiB, 1 MiB to 64 GiB.
    /// </summary>
    [Range(1L << 20, 64L << 30)]
    public long MaxBodyBytesInAll { get; set; } = 512L << 20;

    /// <summary>Longest time for a body to arrive. Default 30 s, 1 s to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest time for which a change of an endpoint goes unnoticed on this host. Default 5 s, 0 to 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan EndpointStaleness { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long known endpoints keep working while the state store is unreachable. Default 60 s, 0 to 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan EndpointOutageGrace { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Longest wait for a newer snapshot of a known endpoint; after that it counts as unreachable. Default 250 ms,
    /// 10 ms to 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:30")]
    public TimeSpan EndpointRefreshTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Most endpoints kept; beyond it the oldest go. Default 10,000, 16 to 1,000,000.</summary>
    [Range(16, 1_000_000)]
    public int EndpointCapacity { get; set; } = 10_000;

    /// <summary>Longest time a request waits for an agent with room. Default 30 s, 0 to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Completion tokens assumed for rate limits when a request does not limit them, settled when the answer has
    /// ended; and the most that are assumed of a request that waits for room. Default 512, 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int AssumedCompletionTokens { get; set; } = 512;

    /// <summary>
    /// Bytes of an answer that are held back so that the request can still be retried when the agent fails; longer
    /// answers pass through. Default 64 KiB, 1 KiB to 16 MiB.
    /// </summary>
    [Range(1 << 10, 16 << 20)]
    public int HeldAnswerBytes { get; set; } = 64 << 10;

    /// <summary>Longest frame of an event stream in bytes. Default 1 MiB, 4 KiB to 64 MiB.</summary>
    [Range(4 << 10, 64 << 20)]
    public int MaxFrameBytes { get; set; } = 1 << 20;

    /// <summary>
    /// Leading blocks of 1,024 bytes of a prompt that are hashed so that routers know where it is cached. Default 256,
    /// 0 (off) to 1,024.
    /// </summary>
    [Range(0, 1_024)]
    public int MaxPromptBlocks { get; set; } = 256;

    /// <summary>
    /// Retries at another agent that each request earns for all. Default 0.2, 0.01 to 1.
    /// </summary>
    [Range(0.01, 1.0)]
    public double RetriesPerRequest { get; set; } = 0.2;

    /// <summary>
    /// Retries in hand at the start and at most: what a failing agent may leave behind at once. Default 1,000, 1 to
    /// 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int RetryReserve { get; set; } = 1_000;

    /// <summary>Time between two re-assertions of leases. Default 5 s, 1 to 7 s (agents forget a host after
    /// 15 s).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:07")]
    public TimeSpan LeaseReassertInterval { get; set; } = TimeSpan.FromSeconds(5);
}
