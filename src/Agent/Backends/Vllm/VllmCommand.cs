using System.Diagnostics;
using System.Globalization;

namespace Xerotier.Agent.Backends.Vllm;

/// <summary>The command line and environment of <c>vllm serve</c>.</summary>
internal static class VllmCommand
{
    private const string OwnVariables = "XEROTIER_AGENT_";
    private const string SessionLauncher = "/usr/bin/setsid";

    /// <summary>Name under which the model is served.</summary>
    public static string ServedName(VllmOptions options) => options.ServedModelName ?? options.Model!;

    /// <summary>Everything the process needs. It leads a group of its own where the system can do that.</summary>
    public static ProcessStartInfo Start(VllmOptions options, int port)
    {
        var leadsGroup = CanLeadGroup;
        var start = new ProcessStartInfo(leadsGroup ? SessionLauncher : options.Path)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (leadsGroup) start.ArgumentList.Add(options.Path);
        foreach (var argument in Arguments(options, port)) start.ArgumentList.Add(argument);
        // The agent's own settings hold secrets that the engine has no use for.
        foreach (var name in start.Environment.Keys.Where(IsOwn).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in options.Environment) start.Environment[name] = value;
        return start;
    }

    /// <summary>Whether processes can be started as leaders of their own group.</summary>
    public static bool CanLeadGroup => OperatingSystem.IsLinux() && File.Exists(SessionLauncher);

    public static IEnumerable<string> Arguments(VllmOptions options, int port)
    {
        IEnumerable<string> address = options.SocketPath is { } socket
            ? ["--uds", socket]
            : ["--host", "127.0.0.1", "--port", Text(port)];
        return
        [
            "serve", options.Model!,
            .. address,
            "--served-model-name", ServedName(options),
            "--max-num-seqs", Text(options.MaxSequences),
            .. Optional("--tensor-parallel-size", options.TensorParallelSize),
            .. Optional("--gpu-memory-utilization", options.GpuMemoryUtilization),
            .. Optional("--max-model-len", options.MaxModelLength),
            .. Optional("--quantization", options.Quantization),
            .. KvCache(options.KvCache),
            .. Speculation(options),
            .. options.Arguments,
        ];
    }

    private static string[] KvCache(KvCacheBackend backend) => backend switch
    {
        KvCacheBackend.None => ["--no-enable-prefix-caching"],
        KvCacheBackend.LmCache =>
            ["--kv-transfer-config", """{"kv_connector":"LMCacheConnectorV1","kv_role":"kv_both"}"""],
        _ => ["--enable-prefix-caching"],
    };

    private static string[] Speculation(VllmOptions options) => options.SpeculativeMethod is not { } method
        ? []
        :
        [
            "--speculative-config",
            $$"""{"method":"{{method}}","num_speculative_tokens":{{Text(options.SpeculativeTokens)}}}""",
        ];

    private static string[] Optional(string flag, IFormattable? value) => value is null ? [] : [flag, Text(value)];

    private static string[] Optional(string flag, string? value) => value is null ? [] : [flag, value];

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static bool IsOwn(string name) => name.StartsWith(OwnVariables, StringComparison.Ordinal);
}
