using System.Collections.Immutable;

namespace Xerotier.Artifacts.Formats;

/// <summary>One tensor of a weights file, as its header describes it.</summary>
/// <param name="Name">Name, unique in its file.</param>
/// <param name="Type">Number format as the file spells it, e.g. <c>BF16</c> or <c>Q4_K</c>.</param>
/// <param name="BitsPerElement">Bits of one element; an average for types with blocks.</param>
/// <param name="Shape">Sizes of the dimensions, slowest first; empty for a scalar.</param>
/// <param name="Elements">Product of the sizes.</param>
/// <param name="Bytes">Bytes in the file.</param>
public sealed record Tensor(
    string Name, string Type, double BitsPerElement, ImmutableArray<long> Shape, long Elements, long Bytes);
