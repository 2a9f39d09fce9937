using System.Globalization;

namespace Xerotier.Agent.Models;

/// <summary>What models run on: the accelerators an agent reports, or its CPU.</summary>
/// <param name="Name">As kernel profiles name it, e.g. <c>NVIDIA_H100_80GB</c>.</param>
/// <param name="Vendor"><c>nvidia</c>, <c>amd</c>, <c>intel</c>, ... or <c>cpu</c>.</param>
/// <param name="MemoryBytes">Memory of all of them together.</param>
internal sealed record Device(string Name, string Vendor, long MemoryBytes)
{
    private const string Cpu = "cpu";
    private const string Nvidia = "nvidia";
    private const string Amd = "amd";

    /// <summary>Reads accelerators like <c>nvidia:H100:80GB</c>; without any, or without a size, the machine's memory
    /// counts.</summary>
    public static Device Of(AgentOptions options)
    {
        var parts = options.Accelerators.Select(text => text.Split(':')).ToList();
        var memory = options.Models.MemoryBytes ?? (parts.Sum(BytesOf) is > 0 and var bytes
            ? bytes
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (parts.Count == 0) return new Device(Cpu, Cpu, memory);
        var name = string.Join('_', parts[0].Select((part, i) => i == 0 ? part.ToUpperInvariant() : part));
        return new Device(name.Replace(' ', '_'), parts[0][0].ToLowerInvariant(), memory);
    }

    public bool IsCpu => Vendor == Cpu;

    /// <summary>Whether engines can quantize weights in this way while they load them on it.</summary>
    public bool Supports(string quantization) => (quantization, Vendor) switch
    {
        ("fp8", Nvidia or Amd) => true,
        ("bitsandbytes", Nvidia) => true,
        _ => false,
    };

    private static long BytesOf(string[] parts)
    {
        var size = parts[^1].Trim();
        var unit = size.EndsWith("GB", StringComparison.OrdinalIgnoreCase) ? 1_000_000_000L
            : size.EndsWith("MB", StringComparison.OrdinalIgnoreCase) ? 1_000_000L
            : 0;
        return unit > 0 && double.TryParse(size[..^2], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and < 1e6
                ? (long)(number * unit)
                : 0;
    }
}
