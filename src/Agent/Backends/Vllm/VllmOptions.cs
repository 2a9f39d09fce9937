using System.ComponentModel.DataAnnotations;
using Xerotier.Agent.Models;

namespace Xerotier.Agent.Backends.Vllm;

/// <summary>How <c>vllm serve</c> is started. Null means that vLLM decides.</summary>
public sealed class VllmOptions
{
    private const string TunedKernels = "VLLM_TUNED_CONFIG_FOLDER";

    /// <summary>Executable; default <c>vllm</c>, looked up on the PATH.</summary>
    [Required]
    public string Path { get; set; } = "vllm";

    /// <summary>
    /// Model to serve: a directory or a Hugging Face name; default null: those that the platform wants loaded,
    /// each by a process of its own.
    /// </summary>
    public string? Model { get; set; }

    /// <summary>Name under which it is served; default null: <see cref="Model"/>.</summary>
    public string? ServedModelName { get; set; }

    /// <summary>Port on 127.0.0.1, 0-65535; default 0: a free one.</summary>
    [Range(0, 65_535)]
    public int Port { get; set; }

    /// <summary>Unix socket to use instead of the port; default none.</summary>
    public string? SocketPath { get; set; }

    /// <summary>GPUs a model is split over, 1-1024; default null.</summary>
    [Range(1, 1024)]
    public int? TensorParallelSize { get; set; }

    /// <summary>Share of the GPU's memory to take, 0.05-1; default null.</summary>
    [Range(0.05, 1)]
    public double? GpuMemoryUtilization { get; set; }

    /// <summary>Context window in tokens, at least 16; default null: the model's.</summary>
    [Range(16, int.MaxValue)]
    public int? MaxModelLength { get; set; }

    /// <summary>Sequences it runs at once, 1-10000; default 64.</summary>
    [Range(1, 10_000)]
    public int MaxSequences { get; set; } = 64;

    /// <summary>Quantization, e.g. <c>fp8</c>, <c>awq</c>, <c>gptq</c>, <c>bitsandbytes</c>; default null.</summary>
    public string? Quantization { get; set; }

    /// <summary>Where KV blocks are kept beside the GPU; default <see cref="KvCacheBackend.Native"/>.</summary>
    public KvCacheBackend KvCache { get; set; } = KvCacheBackend.Native;

    /// <summary>Speculative decoding method, e.g. <c>ngram</c>; default null: off.</summary>
    public string? SpeculativeMethod { get; set; }

    /// <summary>Tokens to speculate, 1-64; default 4.</summary>
    [Range(1, 64)]
    public int SpeculativeTokens { get; set; } = 4;

    /// <summary>Further arguments, appended last.</summary>
    public IReadOnlyList<string> Arguments { get; set; } = [];

    /// <summary>Further environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>();

    /// <summary>Time until it must answer after a start; default 30 minutes: large models load slowly.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Time between SIGTERM and SIGKILL; default 15 s.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Wait before the first restart, doubled each time; default 1 s.</summary>
    public TimeSpan RestartDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait before a restart; default 60 s.</summary>
    public TimeSpan MaxRestartDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The same for a model that the platform wants.</summary>
    internal VllmOptions With(LoadPlan plan, Device device, string? moeProfiles, int number)
    {
        var copy = (VllmOptions)MemberwiseClone();
        copy.Model = plan.Location;
        copy.ServedModelName = plan.Name;
        (copy.MaxModelLength, copy.MaxSequences) = (plan.ContextLength, plan.MaxSequences);
        copy.Quantization = plan.Quantization.IsRuntime ? plan.Quantization.Method : null;
        copy.Port = 0;
        if (SocketPath is { } socket) copy.SocketPath = $"{socket}.{number}";
        if (!device.IsCpu) copy.GpuMemoryUtilization = Math.Round(plan.MemoryShare, 3);
        if (plan.Revision is { } revision) copy.Arguments = ["--revision", revision, .. Arguments];
        if (plan.MoeProfile is not null && moeProfiles is not null)
            copy.Environment = new Dictionary<string, string>(Environment) { [TunedKernels] = moeProfiles };
        return copy;
    }
}
