using System.Diagnostics.CodeAnalysis;

namespace Xerotier.Routing.Tiers;

/// <summary>
/// The one table of service tiers. Limits are those of the public tier page; where it is silent (timeouts, concurrency
/// and prices of shared tiers, the largest model of the free one) the figures of the earlier page hold.
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

    private const long GigaByte = 1_000_000_000;

    /// <summary>Every tier in order of priority; the order also numbers the bits of a tier set.</summary>
    public static IReadOnlyList<ServiceTier> All { get; } =
    [
        new()
        {
            Slug = Free,
            Name = "Free",
            Description = "The entry-level tier for testing and evaluation.",
            Accelerator = "Shared (any)",
            AcceleratorClass = AcceleratorClass.Any,
            Priority = 10,
            TokensPerMinute = 10_000,
            RequestsPerMinute = 64,
            Pricing = TierPricing.Free,
            RequestTimeout = TimeSpan.FromSeconds(30),
            IdleTimeout = TimeSpan.FromSeconds(120),
            Batching = false,
            MaxConcurrentRequests = 5,
            MaxBatchSize = 1,
            MaxModelBytes = 48 * GigaByte,
            MaxEndpoints = 2,
            MaxModels = 2,
        },
        Cpu(CpuAmd, "CPU AMD Optimized", "AMD EPYC CPU (ZenDNN)"),
        Cpu(CpuIntel, "CPU Intel Optimized", "Intel Xeon CPU (oneAPI)"),
        Gpu(GpuNvidia, "GPU NVIDIA Shared", "NVIDIA CUDA GPU", 1.25m, "gpu_nvidia_dedicated"),
        Gpu(GpuAmd, "GPU AMD Shared", "AMD ROCm GPU", 1.00m, "gpu_amd_dedicated"),
        Gpu(GpuIntel, "GPU Intel Shared", "Intel oneAPI / Arc GPU", 1.00m),
        new()
        {
            Slug = SelfHosted,
            Name = "Self-Hosted",
            Description = "Your own hardware; the platform routes, monitors and manages.",
            Accelerator = "User-supplied",
            AcceleratorClass = AcceleratorClass.Cpu,
            Priority = 30,
            TokensPerMinute = 0,
            RequestsPerMinute = 0,
            Pricing = TierPricing.Hourly,
            RequestTimeout = TimeSpan.FromSeconds(1800),
            IdleTimeout = TimeSpan.FromSeconds(3600),
            MaxConcurrentRequests = 96,
            MaxBatchSize = 64,
            MaxModelBytes = 512 * GigaByte,
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
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i].Slug == slug || (All[i].Replaces.Count > 0 && All[i].Replaces.Contains(slug)))
            {
                return i;
            }
        }

        return -1;
    }

    private static ServiceTier Cpu(string slug, string name, string accelerator) => new()
    {
        Slug = slug,
        Name = name,
        Description = "Processors for batches and for inference that must be cheap rather than fast.",
        Accelerator = accelerator,
        AcceleratorClass = AcceleratorClass.Cpu,
        Priority = 20,
        TokensPerMinute = 100_000,
        RequestsPerMinute = 128,
        Pricing = TierPricing.PerToken,
        UsdPerMillionTokens = 0.50m,
        RequestTimeout = TimeSpan.FromSeconds(300),
        IdleTimeout = TimeSpan.FromSeconds(600),
        MaxConcurrentRequests = 20,
        MaxBatchSize = 8,
    };

    private static ServiceTier Gpu(
        string slug, string name, string accelerator, decimal price, params string[] replaces) => new()
        {
            Slug = slug,
            Name = name,
            Description = "A GPU that several projects share, their requests kept apart in software.",
            Accelerator = accelerator,
            AcceleratorClass = AcceleratorClass.Gpu,
            Priority = 25,
            TokensPerMinute = 500_000,
            RequestsPerMinute = 256,
            Pricing = TierPricing.PerToken,
            UsdPerMillionTokens = price,
            RequestTimeout = TimeSpan.FromSeconds(300),
            IdleTimeout = TimeSpan.FromSeconds(600),
            MaxConcurrentRequests = 50,
            MaxBatchSize = 16,
            Replaces = replaces,
        };
}
