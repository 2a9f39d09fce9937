namespace Xerotier.Protocol.OpenAi;

/// <summary>An integer in a body and where it stands.</summary>
/// <param name="Value">The integer.</param>
/// <param name="Range">Its bytes.</param>
public readonly record struct IntegerField(long Value, ByteRange Range);
