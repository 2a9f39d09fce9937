namespace Xerotier.Artifacts.Formats;

/// <summary>Sizes of tensors, computed so that no file can make them overflow.</summary>
internal static class TensorShape
{
    /// <summary>Most dimensions of a tensor.</summary>
    public const int MaxDimensions = 16;

    // Far above any model, and low enough for eight times as many bits to fit 64 bits.
    private const long MaxElements = 1L << 56;

    /// <summary>The product of the sizes.</summary>
    /// <exception cref="InvalidDataException">A size is negative, or the product is beyond all reason.</exception>
    public static long Elements(string tensor, ReadOnlySpan<long> shape)
    {
        long product = 1;
        foreach (long size in shape)
        {
            if (size < 0 || (size > 0 && product > MaxElements / size))
            {
                throw new InvalidDataException($"The shape of {ShownText.Of(tensor)} overflows.");
            }

            product *= size;
        }

        return product;
    }
}
