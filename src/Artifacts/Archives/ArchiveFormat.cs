namespace Xerotier.Artifacts.Archives;

/// <summary>Archives that can be unpacked.</summary>
public enum ArchiveFormat
{
    /// <summary>tar (POSIX.1-2001 ustar and pax, GNU, V7).</summary>
    Tar,

    /// <summary>tar in gzip.</summary>
    TarGzip,

    /// <summary>tar in bzip2.</summary>
    TarBzip2,
}
