namespace Xerotier.Protocol.OpenAi;

/// <summary>Bytes to put in place of others.</summary>
/// <param name="Range">The bytes to replace; of length 0 to insert.</param>
/// <param name="Replacement">What comes in their place.</param>
public readonly record struct BodyEdit(ByteRange Range, ReadOnlyMemory<byte> Replacement);
