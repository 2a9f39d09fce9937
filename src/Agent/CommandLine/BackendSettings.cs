using Xerotier.Agent.Backends.Vllm;
using static Xerotier.Agent.CommandLine.AgentSetting;

namespace Xerotier.Agent.CommandLine;

/// <summary>The settings of the backends.</summary>
internal static class BackendSettings
{
    private const string Prefix = "XEROTIER_AGENT_";

    private static readonly Dictionary<string, KvCacheBackend> KvCaches = new()
    {
        ["native"] = KvCacheBackend.Native,
        ["lmcache"] = KvCacheBackend.LmCache,
        ["none"] = KvCacheBackend.None,
    };

    public static readonly IReadOnlyList<AgentSetting> All =
    [
        List("--model", Prefix + "MODEL", "Model to serve; repeatable for openai and simulated; "
            + "vllm without it loads what the platform wants", SetModels),
        Url("--backend-url", Prefix + "BACKEND_URL", "openai: server's URL without /v1 "
            + "(default http://127.0.0.1:8000)", (o, v) => o.OpenAi.BaseUrl = v),
        Text("--backend-api-key", Prefix + "BACKEND_API_KEY", "openai: key the server wants",
            (o, v) => o.OpenAi.ApiKey = v),
        Switch("--backend-continues", Prefix + "BACKEND_CONTINUES", "openai: the server takes vLLM's "
            + "continue_final_message", (o, v) => o.OpenAi.Continues = v),
        Text("--vllm-path", Prefix + "VLLM_PATH", "vllm: executable (default vllm)", (o, v) => o.Vllm.Path = v),
        Text("--vllm-socket-path", Prefix + "VLLM_SOCKET_PATH", "vllm: Unix socket instead of a port",
            (o, v) => o.Vllm.SocketPath = v),
        Text("--vllm-salt-secret", Prefix + "VLLM_SALT_SECRET", "Secret mixed into each project's cache salt",
            (o, v) => o.OpenAi.SaltSecret = v),
        Text("--served-model-name", Prefix + "SERVED_MODEL_NAME", "vllm: name to serve the model under",
            (o, v) => o.Vllm.ServedModelName = v),
        Number<int>("--tensor-parallel-size", Prefix + "TENSOR_PARALLEL_SIZE", "vllm: GPUs a model is split over",
            (o, v) => o.Vllm.TensorParallelSize = v),
        Number<double>("--gpu-memory-utilization", Prefix + "GPU_MEMORY_UTILIZATION", "vllm: share of GPU memory",
            (o, v) => o.Vllm.GpuMemoryUtilization = v),
        Number<int>("--max-model-len", Prefix + "MAX_MODEL_LEN", "vllm, simulated: context window in tokens",
            (o, v) => (o.Vllm.MaxModelLength, o.Simulated.ContextLength) = (v, v)),
        Number<int>("--max-num-seqs", Prefix + "MAX_NUM_SEQS", "vllm, simulated: sequences at once (default 64)",
            (o, v) => (o.Vllm.MaxSequences, o.Simulated.MaxSequences) = (v, v)),
        Text("--model-cache-dir", Prefix + "MODEL_CACHE_DIR", "vllm, simulated: directory of fetched models "
            + "(default ~/.cache/xerotier/models)", (o, v) => o.Models.Directory = v),
        Number<double>("--model-cache-max-size-gb", Prefix + "MODEL_CACHE_MAX_SIZE_GB",
            "vllm, simulated: most GB kept there (default 100)", (o, v) => o.Models.MaxBytes = Bytes(v)),
        Number<double>("--memory-gb", Prefix + "MEMORY_GB", "vllm: GB of the accelerators (default: as reported by "
            + "--accelerator, else the machine's)", (o, v) => o.Models.MemoryBytes = Bytes(v)),
        Text("--moe-profile-dir", Prefix + "MOE_PROFILE_DIR", "vllm: directory of tuned kernels for mixtures of "
            + "experts", (o, v) => o.Models.MoeProfiles = v),
        Text("--quantization", Prefix + "VLLM_QUANTIZATION", "vllm: e.g. fp8, awq, gptq, bitsandbytes",
            (o, v) => o.Vllm.Quantization = v == "auto" ? null : v),
        OneOf("--kv-cache-backend", Prefix + "KV_CACHE_BACKEND", "vllm: native, lmcache or none", KvCaches,
            (o, v) => o.Vllm.KvCache = v),
        Text("--speculative-method", Prefix + "SPECULATIVE_METHOD", "vllm: speculative decoding, e.g. ngram",
            (o, v) => o.Vllm.SpeculativeMethod = v),
        Number<int>("--speculative-tokens", Prefix + "SPECULATIVE_TOKENS", "vllm: tokens to speculate (default 4)",
            (o, v) => o.Vllm.SpeculativeTokens = v),
        List("--vllm-arg", Prefix + "VLLM_ARGS", "vllm: further argument, e.g. --vllm-arg=--enable-lora; repeatable",
            (o, v) => o.Vllm.Arguments = v),
        List("--vllm-env", Prefix + "VLLM_ENV", "vllm: further variable NAME=VALUE; repeatable",
            (o, v) => o.Vllm.Environment = v.ToDictionary(NameOf, ValueOf)),
        Number<double>("--sim-prefill-ms", Prefix + "SIM_PREFILL_MS", "simulated: ms a prompt token (default 0.2)",
            (o, v) => o.Simulated.PrefillMsPerToken = v),
        Number<double>("--sim-decode-ms", Prefix + "SIM_DECODE_MS", "simulated: ms a token step (default 10)",
            (o, v) => o.Simulated.DecodeMsPerStep = v),
        Number<double>("--sim-decode-ms-per-seq", Prefix + "SIM_DECODE_MS_PER_SEQ",
            "simulated: ms each further sequence adds to a step (default 0.05)",
            (o, v) => o.Simulated.DecodeMsPerSequence = v),
        Number<int>("--sim-kv-blocks", Prefix + "SIM_KV_BLOCKS", "simulated: KV cache of 16-token blocks "
            + "(default 8192)", (o, v) => o.Simulated.KvBlocks = v),
        Number<double>("--sim-load-ms", Prefix + "SIM_LOAD_MS", "simulated: ms to load a model (default 500)",
            (o, v) => o.Simulated.LoadTime = TimeSpan.FromMilliseconds(v)),
        Number<double>("--sim-memory-gb", Prefix + "SIM_MEMORY_GB", "simulated: memory for loaded models (default 80)",
            (o, v) => o.Simulated.MemoryBytes = Bytes(v)),
    ];

    private static long Bytes(double gigabytes) => (long)(gigabytes * 1e9);

    private static void SetModels(AgentOptions options, IReadOnlyList<string> models)
    {
        options.OpenAi.Models = models;
        options.Vllm.Model = models[0];
        options.Simulated.Models = models;
    }

    private static string NameOf(string assignment) =>
        assignment.IndexOf('=') is > 0 and var at ? assignment[..at] : throw new FormatException();

    private static string ValueOf(string assignment) => assignment[(assignment.IndexOf('=') + 1)..];
}
