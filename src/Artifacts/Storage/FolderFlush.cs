using System.Runtime.InteropServices;
using System.Text;

namespace Xerotier.Artifacts.Storage;

/// <summary>Makes the names in a folder durable, which .NET itself cannot: it opens no folders.</summary>
internal static class FolderFlush
{
    /// <summary>Flushes the folder; on Windows the file system has done so.</summary>
    /// <exception cref="IOException">The folder cannot be flushed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = OpenForReading(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        if (descriptor < 0)
        {
            throw LastError(folder);
        }

        try
        {
            if (Synchronize(descriptor) != 0)
            {
                throw LastError(folder);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException LastError(string folder) =>
        new($"The folder '{folder}' cannot be flushed: {Marshal.GetLastPInvokeErrorMessage()}.");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenForReading(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
