namespace Xerotier.Engine.Storage.Files;

/// <summary>
/// The file store cannot serve: its directory is taken, the disk failed or is full, or a limit was reached.
/// Grains see it wrapped in an <c>OrleansException</c>, like every storage failure.
/// </summary>
public class FileStoreException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and to which directory or file.</param>
    /// <param name="innerException">The failure underneath, when there is one.</param>
    public FileStoreException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
