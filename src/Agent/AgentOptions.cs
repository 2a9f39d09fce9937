using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;
using Xerotier.Agent.Backends;
using Xerotier.Agent.Backends.OpenAiCompatible;
using Xerotier.Agent.Backends.Simulated;
using Xerotier.Agent.Backends.Vllm;
using Xerotier.Agent.Models;

namespace Xerotier.Agent;

/// <summary>Everything an agent can be told.</summary>
public sealed class AgentOptions
{
    /// <summary>Platform's base URL, e.g. <c>https://api.example.com</c>; default null: that of the state
    /// file.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>Single-use join key, needed only while there is no state file.</summary>
    public string? JoinKey { get; set; }

    /// <summary>Display name, 1-128 characters; default: the machine's name.</summary>
    [Required, StringLength(128, MinimumLength = 1)]
    public string Name { get; set; } = Environment.MachineName;

    /// <summary>Where the enrolment is kept; default <c>~/.config/xerotier/enrollment.json</c>.</summary>
    [Required]
    public string StateFile { get; set; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config", "xerotier", "enrollment.json");

    /// <summary>Requests it takes at once, 0-10000; default 0: what the backend suggests.</summary>
    [Range(0, 10_000)]
    public int MaxConcurrentRequests { get; set; }

    /// <summary>Accelerators to report, e.g. <c>nvidia:H100:80GB</c>; default none, which means CPU.</summary>
    public IReadOnlyList<string> Accelerators { get; set; } = [];

    /// <summary>Least level that is logged; default information.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    /// <summary>
    /// Accepts certificates that do not verify, and plain HTTP to hosts other than this machine; default false.
    /// </summary>
    public bool AllowInsecure { get; set; }

    /// <summary>Port of the Prometheus endpoint <c>/metrics</c>, 0-65535; default 9094, 0 takes a free one.</summary>
    [Range(0, 65_535)]
    public int MetricsPort { get; set; } = 9094;

    /// <summary>IP address the Prometheus endpoint listens on; default 127.0.0.1.</summary>
    [Required]
    public string MetricsAddress { get; set; } = "127.0.0.1";

    /// <summary>Whether the Prometheus endpoint stays off; default false.</summary>
    public bool DisableMetricsServer { get; set; }

    /// <summary>
    /// Tunnel URLs to dial, one tunnel each, at most 8; default none, which dials the URL that enrolment gave.
    /// </summary>
    [MaxLength(8)]
    public IReadOnlyList<Uri> TunnelUrls { get; set; } = [];

    /// <summary>
    /// IP address and port on which hosts reach this agent directly over plain HTTP/2, e.g. <c>10.0.0.5:9095</c>;
    /// default null: not at all. The port has no authentication: only for a network that hosts alone can reach.
    /// </summary>
    public string? Listen { get; set; }

    /// <summary>Base URL under which hosts reach <see cref="Listen"/>; platform agents only. With it no tunnel is
    /// dialled. Default null.</summary>
    public Uri? DirectUrl { get; set; }

    /// <summary>Longest time one request may run, at least 1 s; default 30 minutes.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Time that running requests get to finish when the agent stops; default 30 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time that enrolment keeps trying an unreachable platform; default 60 s.</summary>
    public TimeSpan EnrollTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest request body in bytes, 1 KiB to 1 GiB; default 64 MiB.</summary>
    [Range(1024, 1 << 30)]
    public int MaxBodyBytes { get; set; } = 64 << 20;

    /// <summary>What answers the requests; default <see cref="BackendKind.OpenAi"/>.</summary>
    public BackendKind Backend { get; set; } = BackendKind.OpenAi;

    /// <summary>Settings of <see cref="BackendKind.OpenAi"/>.</summary>
    public OpenAiOptions OpenAi { get; set; } = new();

    /// <summary>Settings of <see cref="BackendKind.Vllm"/>.</summary>
    public VllmOptions Vllm { get; set; } = new();

    /// <summary>Models that the platform wants served.</summary>
    public ModelOptions Models { get; set; } = new();

    /// <summary>Settings of <see cref="BackendKind.Simulated"/>.</summary>
    public SimulatedOptions Simulated { get; set; } = new();
}
