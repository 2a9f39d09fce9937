using System.Diagnostics.CodeAnalysis;

namespace Xerotier.Routing.Tiers;

/// <summary>
/// The one table of service tiers. Limits are those of the public tier page; where it is silent (timeouts and
/// concurrency of shared tiers) the figures of the earlier page hold.
/// </summary>
public static class ServiceTiers
{
    /// <summary>Slug of the entry-level tier.</summary>
    public const string Free = "free";

    /// <summary>Slug of AMD EPYC CPUs.</summary>
    public const string CpuAmd = "cpu_amd_optimized";

    /// <summary>Slug of Intel Xeon CPUs.</summary>
    public const string CpuIntel = "cpu_intel_optimized";

    /// <summary>Slug of shared NVIDIA GPUs; where fallback goes when the endpoint does not say.</summary>
    public const string GpuNvidia = "gpu_nvidia_shared";

    /// <summary>Slug of shared AMD GPUs.</summary>
    public const string GpuAmd = "gpu_amd_shared";

    /// <summary>Slug of shared Intel accelerators.</summary>
    public const string GpuIntel = "gpu_intel_shared";

    /// <summary>Slug of hardware that the project brings; the default of endpoints.</summary>
    public const string SelfHosted = "self_hosted";

    /// <summary>Every tier in order of priority; the order also numbers the bits of a tier set.</summary>
    public static IReadOnlyList<ServiceTier> All { get; } =
    [
        new()
        {
            Slug = Free,
            Name = "Free",
            Priority = 10,
            TokensPerMinute = 10_000,
            RequestsPerMinute = 64,
            RequestTimeout = TimeSpan.FromSeconds(30),
            IdleTimeout = TimeSpan.FromSeconds(120),
            Batching = false,
            MaxConcurrentRequests = 5,
            MaxBatchSize = 1,
            MaxEndpoints = 2,
            MaxModels = 2,
        },
        Cpu(CpuAmd, "CPU AMD Optimized"),
        Cpu(CpuIntel, "CPU Intel Optimized"),
        Gpu(GpuNvidia, "GPU NVIDIA Shared"),
        Gpu(GpuAmd, "GPU AMD Shared"),
        Gpu(GpuIntel, "GPU Intel Shared"),
        new()
        {
            Slug = SelfHosted,
            Name = "Self-Hosted",
            Priority = 30,
            TokensPerMinute = 0,
            RequestsPerMinute = 0,
            RequestTimeout = TimeSpan.FromSeconds(1800),
            IdleTimeout = TimeSpan.FromSeconds(3600),
            MaxConcurrentRequests = 96,
            MaxBatchSize = 64,
            Shared = false,
        },
    ];

    /// <summary>Finds a tier by its slug; deprecated slugs find the tier that replaced them.</summary>
    public static bool TryFind(string? slug, [NotNullWhen(true)] out ServiceTier? tier)
    {
        int index = IndexOf(slug);
        tier = index < 0 ? null : All[index];
        return tier is not null;
    }

    /// <summary>Position of a tier in <see cref="All"/>, or -1 when the slug is unknown.</summary>
    public static int IndexOf(string? slug)
    {
        string? current = Current(slug);
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i].Slug == current)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// Tiers an agent serves when neither its join key nor its owner says: the one of its accelerators, with
    /// <c>self_hosted</c> for a project's agent and <c>free</c> for a shared one.
    /// </summary>
    /// <param name="accelerators">As reported, e.g. <c>nvidia:H100:80GB</c> or <c>cpu:amd</c>.</param>
    /// <param name="shared">Whether the platform runs the agent.</param>
    public static IReadOnlyList<string> DefaultsFor(IEnumerable<string> accelerators, bool shared)
    {
        List<string> tiers = [shared ? Free : SelfHosted];
        foreach (string accelerator in accelerators)
        {
            if (TierOf(accelerator) is { } tier && !tiers.Contains(tier))
            {
                tiers.Add(tier);
            }
        }

        return tiers;
    }

    // Dedicated GPUs became bindings; their slugs live on in old endpoints and join keys.
    private static string? Current(string? slug) => slug switch
    {
        "gpu_nvidia_dedicated" => GpuNvidia,
        "gpu_amd_dedicated" => GpuAmd,
        _ => slug,
    };

    private static string? TierOf(string accelerator)
    {
        string[] parts = accelerator.ToLowerInvariant().Split(':');
        return parts[0] switch
        {
            "nvidia" or "cuda" => GpuNvidia,
            "amd" or "rocm" => GpuAmd,
            "intel" or "oneapi" or "gaudi" or "arc" => GpuIntel,
            "cpu" when parts.Length > 1 && parts[1] is "amd" => CpuAmd,
            "cpu" when parts.Length > 1 && parts[1] is "intel" => CpuIntel,
            _ => null,
        };
    }

    private static ServiceTier Cpu(string slug, string name) => new()
    {
        Slug = slug,
        Name = name,
        Priority = 20,
        TokensPerMinute = 100_000,
        RequestsPerMinute = 128,
        RequestTimeout = TimeSpan.FromSeconds(300),
        IdleTimeout = TimeSpan.FromSeconds(600),
        MaxConcurrentRequests = 20,
        MaxBatchSize = 8,
    };

    private static ServiceTier Gpu(string slug, string name) => new()
    {
        Slug = slug,
        Name = name,
        Priority = 25,
        TokensPerMinute = 500_000,
        RequestsPerMinute = 256,
        RequestTimeout = TimeSpan.FromSeconds(300),
        IdleTimeout = TimeSpan.FromSeconds(600),
        MaxConcurrentRequests = 50,
        MaxBatchSize = 16,
    };
}
