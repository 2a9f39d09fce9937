using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Xerotier.Engine.Storage.Files;

/// <summary>
/// The directory of a store: taken by one process at a time, and changed only in ways that survive a power cut
/// (a file appears complete under its name or not at all; names are flushed with the directory).
/// </summary>
internal sealed class StoreDirectory : IDisposable
{
    private const int NameDigits = 12;
    private const string LockName = "lock";
    private const string OwnerName = "owner"; // beside the lock: a locked file cannot be read
    private const string Extension = ".log";
    private const string UnfinishedExtension = ".tmp";
    private readonly FileStream _lock;

    private StoreDirectory(string path, FileStream heldLock)
    {
        Path = path;
        _lock = heldLock;
    }

    public string Path { get; }

    /// <summary>Creates the directory when absent and takes its lock, which dies with the process.</summary>
    /// <exception cref="FileStoreException">It is in use, by another process or this one, or not writable.</exception>
    public static StoreDirectory Take(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Create(full);
            var directory = new StoreDirectory(full, TakeLock(full));
            foreach (var unfinished in Directory.GetFiles(full, "*" + UnfinishedExtension))
                File.Delete(unfinished);
            return directory;
        }
        catch (Exception exception)
            when (exception is UnauthorizedAccessException or IOException and not FileStoreException)
        {
            throw new FileStoreException(
                $"The state directory '{full}' cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>Numbers of the segments present, oldest first.</summary>
    /// <exception cref="FileStoreCorruptedException">One in the middle is missing.</exception>
    public IReadOnlyList<long> Segments()
    {
        var numbers = Directory.GetFiles(Path, "*" + Extension)
            .Select(System.IO.Path.GetFileNameWithoutExtension)
            .Where(name => name is { Length: NameDigits } && name.All(char.IsAsciiDigit))
            .Select(name => long.Parse(name!, CultureInfo.InvariantCulture))
            .Order()
            .ToList();
        for (var i = 1; i < numbers.Count; i++)
        {
            if (numbers[i] != numbers[i - 1] + 1)
                throw new FileStoreCorruptedException(FileOf(numbers[i - 1] + 1), 0, "the file is missing.");
        }

        return numbers;
    }

    public string FileOf(long segment) =>
        System.IO.Path.Combine(Path, segment.ToString($"D{NameDigits}", CultureInfo.InvariantCulture) + Extension);

    /// <summary>Makes a file with this content appear under its final name, durably.</summary>
    public void CreateFile(string file, ReadOnlySpan<byte> content)
    {
        var unfinished = file + UnfinishedExtension;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file);
        Flush(Path);
    }

    /// <summary>Removes a file durably.</summary>
    public void DeleteFile(string file)
    {
        File.Delete(file);
        Flush(Path);
    }

    public void Dispose() => _lock.Dispose();

    private static void Create(string path)
    {
        var missing = new Stack<string>();
        for (var at = path; at is not null && !Directory.Exists(at); at = System.IO.Path.GetDirectoryName(at))
            missing.Push(at);
        foreach (var directory in missing)
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(directory);
            else
                Directory.CreateDirectory(
                    directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Flush(System.IO.Path.GetDirectoryName(directory)!);
        }
    }

    private static FileStream TakeLock(string directory)
    {
        var owner = System.IO.Path.Combine(directory, OwnerName);
        FileStream held;
        try
        {
            held = new FileStream(
                System.IO.Path.Combine(directory, LockName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException exception) when (File.Exists(owner))
        {
            throw new FileStoreException(
                $"The state directory '{directory}' is in use by process {File.ReadAllText(owner)}. " +
                "Stop that process or choose another data directory.", exception);
        }

        try
        {
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return; // NTFS journals names; directories cannot be flushed there
        var descriptor = OpenForReading(Encoding.UTF8.GetBytes(directory + '\0'), 0);
        if (descriptor < 0)
            throw LastError(directory);
        try
        {
            if (Synchronize(descriptor) != 0)
                throw LastError(directory);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static FileStoreException LastError(string directory) =>
        new($"The directory '{directory}' cannot be flushed: {Marshal.GetLastPInvokeErrorMessage()}.");

    // .NET opens no directories, and a new name is durable only after its directory was flushed.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenForReading(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
