using Microsoft.Extensions.Logging;
using Xerotier.Agent.Backends;
using static Xerotier.Agent.CommandLine.AgentSetting;

namespace Xerotier.Agent.CommandLine;

/// <summary>The settings of the agent in general. Those of the backends are in <see cref="BackendSettings"/>.</summary>
internal static class AgentSettings
{
    private const string Prefix = "XEROTIER_AGENT_";

    private static readonly Dictionary<string, LogLevel> LogLevels = new()
    {
        ["trace"] = LogLevel.Trace,
        ["debug"] = LogLevel.Debug,
        ["info"] = LogLevel.Information,
        ["notice"] = LogLevel.Information,
        ["warning"] = LogLevel.Warning,
        ["error"] = LogLevel.Error,
        ["critical"] = LogLevel.Critical,
    };

    private static readonly Dictionary<string, BackendKind> Backends = new()
    {
        ["openai"] = BackendKind.OpenAi,
        ["vllm"] = BackendKind.Vllm,
        ["simulated"] = BackendKind.Simulated,
    };

    /// <summary>What enrolment needs.</summary>
    public static readonly IReadOnlyList<AgentSetting> Enrollment =
    [
        Text("--join-key", Prefix + "JOIN_KEY", "Single-use join key (first start only)", (o, v) => o.JoinKey = v),
        Url("--base-url", "XEROTIER_ROUTER_URL", "Platform's URL, e.g. https://api.example.com",
            (o, v) => o.BaseUrl = v),
        Text("--name", Prefix + "NAME", "Display name (default: host name)", (o, v) => o.Name = v),
        Text("--state-file", Prefix + "STATE_FILE", "Enrolment state (default ~/.config/xerotier/enrollment.json)",
            (o, v) => o.StateFile = v),
        Number<int>("--max-concurrent", Prefix + "MAX_CONCURRENT", "Requests at once (default 0: by the backend)",
            (o, v) => o.MaxConcurrentRequests = v),
        List("--accelerator", Prefix + "ACCELERATORS", "Accelerator to report, e.g. nvidia:H100:80GB; repeatable",
            (o, v) => o.Accelerators = v),
        Url("--direct-url", Prefix + "DIRECT_URL", "Where hosts reach --listen (platform agents; no tunnel then)",
            (o, v) => o.DirectUrl = v),
        Text("--listen", Prefix + "LISTEN", "IP address and port for direct HTTP/2; has no authentication",
            (o, v) => o.Listen = v),
        OneOf("--log-level", Prefix + "LOG_LEVEL", "trace, debug, info, notice, warning, error, critical "
            + "(default info)", LogLevels, (o, v) => o.LogLevel = v),
        Switch("--insecure", Prefix + "ALLOW_INSECURE", "Accept plain HTTP and certificates that do not verify",
            (o, v) => o.AllowInsecure = v),
    ];

    /// <summary>What running needs beside.</summary>
    public static readonly IReadOnlyList<AgentSetting> Running =
    [
        OneOf("--backend", Prefix + "BACKEND", "openai, vllm or simulated (default openai)", Backends,
            (o, v) => o.Backend = v),
        Number<int>("--metrics-port", Prefix + "METRICS_PORT", "Prometheus port (default 9094)",
            (o, v) => o.MetricsPort = v),
        Text("--metrics-address", Prefix + "METRICS_ADDRESS", "Prometheus address (default 127.0.0.1)",
            (o, v) => o.MetricsAddress = v),
        Switch("--disable-metrics-server", Prefix + "DISABLE_METRICS_SERVER", "No Prometheus endpoint",
            (o, v) => o.DisableMetricsServer = v),
        List("--tunnel-url", Prefix + "TUNNEL_URLS", "Tunnel to dial instead of the enrolled one; repeatable",
            (o, v) => o.TunnelUrls = [.. v.Select(url => new Uri(url, UriKind.Absolute))]),
        Number<double>("--drain-timeout", Prefix + "DRAIN_TIMEOUT", "Seconds for running requests at the end "
            + "(default 30)", (o, v) => o.DrainTimeout = TimeSpan.FromSeconds(v)),
        Number<double>("--request-timeout", Prefix + "REQUEST_TIMEOUT", "Seconds a request may take (default 1800)",
            (o, v) => o.RequestTimeout = TimeSpan.FromSeconds(v)),
        .. BackendSettings.All,
    ];
}
