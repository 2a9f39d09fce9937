using System.ComponentModel.DataAnnotations;

namespace Xerotier.Agent.Models;

/// <summary>How the agent fetches, keeps and loads models that the platform wants it to serve.</summary>
public sealed class ModelOptions
{
    /// <summary>
    /// Directory that keeps fetched models, one agent's alone; default <c>~/.cache/xerotier/models</c>.
    /// </summary>
    [Required]
    public string Directory { get; set; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "xerotier", "models");

    /// <summary>
    /// Most bytes kept there, partly fetched files included; the platform may set less. Default 100 GB, at least 1 MB.
    /// </summary>
    [Range(1_000_000, long.MaxValue)]
    public long MaxBytes { get; set; } = 100_000_000_000;

    /// <summary>
    /// Memory for weights and KV caches in bytes; default null: that of the reported accelerators, else the machine's.
    /// </summary>
    [Range(1_000_000, long.MaxValue)]
    public long? MemoryBytes { get; set; }

    /// <summary>Longest time a request waits for its model to be loaded; default 30 s.</summary>
    public TimeSpan LoadWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Time that running requests of an older version get to finish before it makes room for a newer one; after it the
    /// older one stays. Default 5 minutes.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time for which a load that failed is not tried again; default 30 s.</summary>
    public TimeSpan FailurePause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between looks for models that nobody uses any more; default 10 s.</summary>
    public TimeSpan IdleCheck { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest silence of the platform while a file is fetched; then the connection is made anew. Default
    /// 30 s.</summary>
    public TimeSpan FetchTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts in a row that may bring no byte of a file, 1-1000; default 10.</summary>
    [Range(1, 1000)]
    public int FetchAttempts { get; set; } = 10;

    /// <summary>Wait before the second attempt, doubled each time up to a minute; default 1 s.</summary>
    public TimeSpan FetchRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Directory with kernel profiles for mixtures of experts, named as vLLM names them; default none: vLLM's own.
    /// </summary>
    public string? MoeProfiles { get; set; }
}
