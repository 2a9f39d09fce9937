namespace Xerotier.Artifacts.Formats;

/// <summary>A tensor and where its bytes are claimed to be, counted from the end of the header.</summary>
internal readonly record struct SafetensorsEntry(Tensor Tensor, long Begin, long End);
