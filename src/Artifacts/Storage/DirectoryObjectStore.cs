using System.Buffers;
using System.Runtime.CompilerServices;

namespace Xerotier.Artifacts.Storage;

/// <summary>
/// Objects as files of a directory. A put writes a temporary file, flushes it, renames it to its place and flushes the
/// folder, so that a crash leaves the old object, the new one or none. Hosts of one cluster may share the directory.
/// </summary>
public sealed class DirectoryObjectStore : IObjectStore
{
    private const int BufferSize = 128 * 1024;
    private const UnixFileMode FolderMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Longer than any put takes: what is older was left by a crash.
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    private readonly string _objects;
    private readonly string _temporary;

    /// <summary>Opens the store, creates it where it is missing, and clears what crashes left.</summary>
    /// <param name="directory">Its directory.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">The directory cannot be created.</exception>
    public DirectoryObjectStore(string directory, TimeProvider time)
    {
        string root = Path.GetFullPath(directory);
        _objects = Path.Combine(root, "objects");
        _temporary = Path.Combine(root, "temporary");
        CreateFolder(_objects);
        CreateFolder(_temporary);
        foreach (string path in Directory.EnumerateFiles(_temporary))
        {
            if (File.GetLastWriteTimeUtc(path) < time.GetUtcNow() - LeftoverAge)
            {
                File.Delete(path);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<StoredObject> PutAsync(
        string key, Stream content, long? length = null, CancellationToken cancellationToken = default)
    {
        string path = PathOf(key);
        string temporary = Path.Combine(_temporary, Guid.NewGuid().ToString("N"));
        try
        {
            using var measured = new MeasuredContent(content, length);
            await WriteAsync(temporary, measured, cancellationToken);
            string folder = Path.GetDirectoryName(path)!;
            bool created = !Directory.Exists(folder);
            CreateFolder(folder);
            File.Move(temporary, path, overwrite: true);
            FlushFolders(folder, created);
            return measured.StoredAs(key);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<long?> HeadAsync(string key, CancellationToken cancellationToken = default)
    {
        var file = new FileInfo(PathOf(key));
        return Task.FromResult<long?>(file.Exists ? file.Length : null);
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(
        string key, long offset = 0, long? count = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        FileStream? file = null;
        try
        {
            file = new FileStream(
                PathOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            long start = Math.Min(offset, file.Length);
            file.Position = start;
            long available = file.Length - start;
            return Task.FromResult<Stream?>(new BoundedStream(file, Math.Min(count ?? available, available)));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string folder = PathOf(prefix);
        string[] paths = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            : [];
        foreach (string path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Path.GetRelativePath(_objects, path).Replace('\\', '/');
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        if (File.Exists(PathOf(key)))
        {
            File.Delete(PathOf(key));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeletePrefixAsync(string prefix, CancellationToken cancellationToken = default)
    {
        if (Directory.Exists(PathOf(prefix)))
        {
            Directory.Delete(PathOf(prefix), recursive: true);
        }

        return Task.CompletedTask;
    }

    private static async Task WriteAsync(string path, MeasuredContent content, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                BufferSize = 0,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using var file = new FileStream(path, options);
            while (await content.FillAsync(buffer, cancellationToken) is > 0 and var read)
            {
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            file.Flush(flushToDisk: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, FolderMode);
        }
    }

    // A new folder is durable once its parent was flushed, and so on up to the root.
    private void FlushFolders(string folder, bool created)
    {
        FolderFlush.Flush(folder);
        for (string above = folder; created && above != _objects;)
        {
            above = Path.GetDirectoryName(above)!;
            FolderFlush.Flush(above);
        }
    }

    private string PathOf(string key) =>
        Path.Combine(_objects, ObjectKey.Check(key).Replace('/', Path.DirectorySeparatorChar));
}
