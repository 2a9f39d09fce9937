namespace Xerotier.Engine.Storage.Files;

/// <summary>
/// Data that was once acknowledged is damaged. The store refuses to open (or to read the record) rather than to
/// drop it silently; restore the named file from a backup.
/// </summary>
public sealed class FileStoreCorruptedException : FileStoreException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">Path of the damaged segment.</param>
    /// <param name="offset">Byte offset of the damaged record in it.</param>
    /// <param name="detail">Why the bytes are known to be damaged.</param>
    public FileStoreCorruptedException(string file, long offset, string detail)
        : base($"The state log '{file}' is damaged at byte {offset}: {detail} Nothing was dropped or changed.")
    {
        File = file;
        Offset = offset;
    }

    /// <summary>Path of the damaged segment.</summary>
    public string File { get; }

    /// <summary>Byte offset of the damaged record in it.</summary>
    public long Offset { get; }
}
