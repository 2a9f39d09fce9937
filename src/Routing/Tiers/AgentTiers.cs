namespace Xerotier.Routing.Tiers;

/// <summary>Which tiers an agent serves.</summary>
public static class AgentTiers
{
    private static readonly char[] Separators = [':', ' ', '-', '_', '/', '(', ')'];

    /// <summary>
    /// The tiers that were declared for an agent, else those of its accelerators. A project's agent always serves
    /// <c>self_hosted</c> besides; the platform's agents serve <c>free</c> unless declared otherwise.
    /// </summary>
    /// <param name="declared">Slugs on the join key or agent; null when nobody said.</param>
    /// <param name="accelerators">As the agent detected them, e.g. <c>nvidia:H100:80GB</c> or <c>cpu:epyc</c>.</param>
    /// <param name="shared">Whether the platform runs the agent.</param>
    public static IReadOnlyList<string> Of(
        IReadOnlyList<string>? declared, IEnumerable<string> accelerators, bool shared)
    {
        IEnumerable<string> tiers = declared ?? accelerators.Select(TierOf).OfType<string>();
        return shared && declared is not null ? [.. declared]
            : [.. tiers.Prepend(shared ? ServiceTiers.Free : ServiceTiers.SelfHosted).Distinct()];
    }

    // From the most telling word down: "intel" alone is a GPU, beside "xeon" or "cpu" it is a processor.
    private static string? TierOf(string accelerator)
    {
        string[] words = accelerator.ToLowerInvariant().Split(Separators);
        bool cpu = words.Contains("cpu");
        return Has("epyc") || (cpu && Has("amd")) ? ServiceTiers.CpuAmd
            : Has("xeon") || (cpu && Has("intel")) ? ServiceTiers.CpuIntel
            : Has("nvidia", "cuda") ? ServiceTiers.GpuNvidia
            : Has("rocm", "amd") ? ServiceTiers.GpuAmd
            : Has("oneapi", "gaudi", "arc", "intel") ? ServiceTiers.GpuIntel
            : null;

        bool Has(params ReadOnlySpan<string> names)
        {
            foreach (string name in names)
            {
                if (Array.IndexOf(words, name) >= 0)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
