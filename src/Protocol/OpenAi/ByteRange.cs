namespace Xerotier.Protocol.OpenAi;

/// <summary>A stretch of bytes within a body.</summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="Length">Number of bytes; 0 marks a place between two bytes.</param>
public readonly record struct ByteRange(int Start, int Length)
{
    /// <summary>Offset after the last byte.</summary>
    public int End => Start + Length;
}
