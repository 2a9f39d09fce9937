namespace Xerotier.Artifacts.Archives;

/// <summary>An archive is broken, unsafe or beyond its limits.</summary>
/// <param name="message">A sentence for the archive's owner.</param>
/// <param name="inner">What a decoder threw.</param>
public sealed class ArchiveException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the files are more bytes than allowed.</summary>
    public bool IsTooLarge { get; init; }
}
