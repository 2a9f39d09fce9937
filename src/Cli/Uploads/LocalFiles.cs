using System.Security.Cryptography;
using System.Text;

namespace Xerotier.Cli.Uploads;

/// <summary>What is uploaded: one file, or all files of a directory one after the other.</summary>
internal sealed class LocalFiles
{
    private const int BufferBytes = 1 << 16;

    private LocalFiles(string name, bool isDirectory, IReadOnlyList<LocalFile> files)
    {
        (Name, IsDirectory, Files) = (name, isDirectory, files);
        Bytes = files.Sum(file => file.Bytes);
    }

    /// <summary>The name of the file or directory.</summary>
    public string Name { get; }

    /// <summary>Whether it is a directory.</summary>
    public bool IsDirectory { get; }

    /// <summary>The files in the order in which their bytes are sent.</summary>
    public IReadOnlyList<LocalFile> Files { get; }

    /// <summary>All bytes.</summary>
    public long Bytes { get; }

    /// <summary>Changes when a file does.</summary>
    public string Fingerprint => Digest(string.Join('\n', Files.Select(file =>
        $"{file.Path}\0{file.Bytes}\0{file.Changed.Ticks}")));

    /// <summary>Finds the files; those whose names begin with a dot are left out of directories.</summary>
    /// <exception cref="CliException">There is nothing to upload.</exception>
    public static LocalFiles Find(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var isDirectory = Directory.Exists(full);
        if (!isDirectory && !File.Exists(full))
        {
            throw new CliException(CliExitCodes.Usage, $"There is no file or directory {full}.");
        }

        var paths = isDirectory ? Below(new DirectoryInfo(full)) : [full];
        var files = paths.Select(file => Describe(file, isDirectory ? full : Path.GetDirectoryName(full)!))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        var found = new LocalFiles(Path.GetFileName(full), isDirectory, files);
        return found.Bytes > 0
            ? found
            : throw new CliException(CliExitCodes.Usage, $"{full} holds no bytes to upload.");
    }

    /// <summary>Reads a range of all bytes.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="count">How long it is.</param>
    /// <param name="take">Gets the bytes piece by piece.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CliException">A file has become shorter.</exception>
    public async Task ReadAsync(
        long from, long count, Func<ReadOnlyMemory<byte>, ValueTask> take, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        long start = 0;
        foreach (var file in Files)
        {
            var first = Math.Max(from, start) - start;
            var last = Math.Min(from + count, start + file.Bytes) - start;
            start += file.Bytes;
            if (first >= last)
            {
                continue;
            }

            using var handle = File.OpenHandle(file.FullPath, options: FileOptions.Asynchronous);
            while (first < last)
            {
                var room = buffer.AsMemory(0, (int)Math.Min(buffer.Length, last - first));
                var read = await RandomAccess.ReadAsync(handle, room, first, cancellationToken);
                if (read == 0)
                {
                    throw new CliException(
                        CliExitCodes.Usage, $"{file.FullPath} became shorter while it was uploaded.");
                }

                await take(room[..read]);
                first += read;
            }
        }
    }

    /// <summary>The SHA-256 of a range of all bytes, in hex.</summary>
    public async Task<string> DigestAsync(long from, long count, CancellationToken cancellationToken)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await ReadAsync(
            from,
            count,
            bytes =>
            {
                digest.AppendData(bytes.Span);
                return ValueTask.CompletedTask;
            },
            cancellationToken);
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    /// <summary>The SHA-256 of a text, in hex.</summary>
    public static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static IEnumerable<string> Below(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(IsVisible).Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(IsVisible).SelectMany(Below));

    private static bool IsVisible(FileSystemInfo entry) => !entry.Name.StartsWith('.');

    // The size of what a link leads to: model caches are full of links.
    private static LocalFile Describe(string file, string root)
    {
        using var handle = File.OpenHandle(file);
        return new LocalFile(
            Path.GetRelativePath(root, file).Replace('\\', '/'),
            file,
            RandomAccess.GetLength(handle),
            File.GetLastWriteTimeUtc(handle));
    }
}
