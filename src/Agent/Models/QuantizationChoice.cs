using System.Globalization;

namespace Xerotier.Agent.Models;

/// <summary>How a model's weights are quantized when they are loaded.</summary>
/// <param name="Method">Quantization in use; null for none.</param>
/// <param name="IsRuntime">Whether the backend must apply it; quantized files say so themselves.</param>
/// <param name="WeightBytes">Bytes of the weights in memory.</param>
/// <param name="Reason">Why, for people.</param>
internal sealed record QuantizationChoice(string? Method, bool IsRuntime, long WeightBytes, string Reason)
{
    private const string Fp8 = "fp8";
    private const string BitsAndBytes = "bitsandbytes";
    private const int RuntimeBytesPerWeight = 2;

    /// <summary>Bytes that quantized weights take for each byte at 16 bits, scales included.</summary>
    private static readonly (string Method, double Share)[] Runtime = [(Fp8, 0.55), (BitsAndBytes, 0.32)];

    /// <summary>
    /// Full precision where that fits, else the mildest quantization that does; what the operator says or the files
    /// are comes first.
    /// </summary>
    /// <param name="facts">The model.</param>
    /// <param name="storedBytes">Bytes of its weights as they are stored.</param>
    /// <param name="room">Bytes that weights may take.</param>
    /// <param name="device">What it will run on.</param>
    /// <param name="wanted">The operator's choice; null for automatic.</param>
    /// <exception cref="LoadException">It fits in no way.</exception>
    public static QuantizationChoice Make(
        ModelFacts facts, long storedBytes, long room, Device device, string? wanted)
    {
        if (facts.QuantizationMethod is { } method)
        {
            var bits = facts.QuantizationBits is { } number ? $", {number} bits" : "";
            return Fitting(room, new(
                method, false, storedBytes, $"The files are quantized already ({method}{bits})."));
        }
        // Engines run float32 weights at 16 bits.
        var bytes = storedBytes / facts.BytesPerWeight * RuntimeBytesPerWeight;
        if (wanted is not null)
            return Fitting(room, new(wanted, true, Shrunk(bytes, wanted), "The agent's operator chose it."));
        if (bytes <= room)
            return new(null, false, bytes, $"The weights fit as they are: {Gb(bytes)} of {Gb(room)}.");
        foreach (var (runtime, share) in Runtime)
        {
            var shrunk = (long)(bytes * share);
            if (!device.Supports(runtime) || shrunk > room) continue;
            return new(runtime, true, shrunk,
                $"At 16 bits the weights take {Gb(bytes)} and {Gb(room)} are there; with {runtime} they take "
                + $"{Gb(shrunk)}.");
        }
        throw TooLarge(bytes, room);
    }

    private static QuantizationChoice Fitting(long room, QuantizationChoice choice) =>
        choice.WeightBytes <= room ? choice : throw TooLarge(choice.WeightBytes, room);

    private static LoadException TooLarge(long bytes, long room) => LoadException.TooLarge(
        $"The weights take {Gb(bytes)} and {Gb(room)} are there; no quantization that this agent supports makes "
        + "them fit.");

    private static long Shrunk(long bytes, string method) =>
        (long)(bytes * Runtime.Where(known => known.Method == method).Select(known => known.Share)
            .DefaultIfEmpty(method.StartsWith(BitsAndBytes, StringComparison.Ordinal) ? Runtime[^1].Share : 1)
            .First());

    private static string Gb(long bytes) => (bytes / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + " GB";
}
