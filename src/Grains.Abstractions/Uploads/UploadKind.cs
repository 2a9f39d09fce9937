namespace Xerotier.Grains.Uploads;

/// <summary>How the bytes of an upload become files of a model. Values are frozen.</summary>
public enum UploadKind
{
    /// <summary>Not set.</summary>
    Unspecified = 0,

    /// <summary>They are one file.</summary>
    File = 1,

    /// <summary>They are the announced files, one behind the other.</summary>
    Directory = 2,

    /// <summary>They are a tar archive.</summary>
    Tar = 3,

    /// <summary>They are a tar archive compressed with gzip.</summary>
    TarGzip = 4,

    /// <summary>They are a tar archive compressed with bzip2.</summary>
    TarBzip2 = 5,
}
