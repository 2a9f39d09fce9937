using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using Xerotier.Artifacts.Storage;

namespace Xerotier.Artifacts.Archives;

/// <summary>
/// Reads tar archives of unknown origin from front to back with bounded memory. Folders are passed over; links,
/// devices, sparse files and paths that leave the archive are refused.
/// </summary>
public static class TarArchive
{
    private const string SparseAttribute = "GNU.sparse.";

    /// <summary>The files of an archive.</summary>
    /// <param name="archive">The archive; stays open.</param>
    /// <param name="format">Its format.</param>
    /// <param name="limits">What it may hold.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArchiveException">The archive is broken, unsafe or beyond its limits; so do reads of the files'
    /// contents throw.</exception>
    public static async IAsyncEnumerable<ArchivedFile> ReadAsync(
        Stream archive,
        ArchiveFormat format,
        ArchiveLimits limits,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var headers = new HeaderBudget(Decompress(archive, format));
        await using var tar = new TarReader(headers, leaveOpen: true);
        var paths = new ArtifactPaths();
        int entries = 0;
        long bytes = 0;
        while (await NextAsync(tar, headers, cancellationToken) is { } entry)
        {
            if (++entries > limits.Entries)
            {
                throw new ArchiveException($"The archive has more than {limits.Entries} entries.");
            }

            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
            {
                continue;
            }

            string path = CheckFile(entry, paths);
            bytes += entry.Length;
            if (bytes > limits.Bytes)
            {
                throw new ArchiveException($"The archive's files are more than {limits.Bytes} bytes.")
                {
                    IsTooLarge = true,
                };
            }

            yield return new ArchivedFile(
                path,
                entry.Length,
                entry.DataStream is { } data ? new ArchiveContent(data, entry.Length) : Stream.Null);
        }

        if (paths.IsEmpty)
        {
            throw new ArchiveException("The archive has no files.");
        }
    }

    private static Stream Decompress(Stream archive, ArchiveFormat format) => format switch
    {
        ArchiveFormat.TarGzip => new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true),
        ArchiveFormat.TarBzip2 => new Bzip2Stream(archive),
        _ => new BoundedStream(archive, long.MaxValue, leaveOpen: true),
    };

    private static async ValueTask<TarEntry?> NextAsync(
        TarReader tar, HeaderBudget headers, CancellationToken cancellationToken)
    {
        headers.Begin();
        try
        {
            return await tar.GetNextEntryAsync(copyData: false, cancellationToken);
        }
        catch (Exception exception) when (ArchiveContent.IsBroken(exception))
        {
            throw ArchiveContent.Broken(exception);
        }
        finally
        {
            headers.End();
        }
    }

    private static string CheckFile(TarEntry entry, ArtifactPaths paths)
    {
        string name = entry.Name.Length > 200 ? entry.Name[..200] + "..." : entry.Name;
        bool sparse = entry is PaxTarEntry pax
            && pax.ExtendedAttributes.Keys.Any(key => key.StartsWith(SparseAttribute, StringComparison.Ordinal));
        string? problem = entry.EntryType switch
        {
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile when !sparse =>
                paths.Add(Relative(entry.Name)),
            TarEntryType.RegularFile or TarEntryType.SparseFile => "is a sparse file, which is not unpacked",
            TarEntryType.SymbolicLink or TarEntryType.HardLink =>
                "is a link, which is not unpacked; create the archive with 'tar --dereference --hard-dereference'",
            _ => $"is neither a file nor a folder (type {entry.EntryType})",
        };
        return problem is null
            ? Relative(entry.Name)
            : throw new ArchiveException($"The archive is not unpacked: '{name}' {problem}.");
    }

    private static string Relative(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
}
