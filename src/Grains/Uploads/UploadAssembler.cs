using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Xerotier.Artifacts.Archives;
using Xerotier.Artifacts.Storage;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;

namespace Xerotier.Grains.Uploads;

/// <summary>Turns the parts of an upload into the files of a model, from the object store into it, streaming.</summary>
internal sealed class UploadAssembler(IObjectStore objects, IOptions<UploadOptions> options)
{
    private const long ExpansionGrace = 64L << 20;

    /// <summary>
    /// Stores the files. Doing it again stores the same again. What was stored before a fault stays for the caller to
    /// delete.
    /// </summary>
    /// <param name="upload">A complete upload.</param>
    /// <param name="room">Bytes that its files may have together.</param>
    /// <param name="report">Gets the number of bytes after each step.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="IOException">The store cannot be reached, or is full.</exception>
    public async Task<Result<ArtifactManifest>> AssembleAsync(
        UploadInfo upload, long room, Action<int> report, CancellationToken cancellationToken)
    {
        await using var parts = new ObjectSequence(
            objects, [.. upload.Parts.Select(part => UploadKeys.Part(upload.Id, part.Id))]);
        using var digest = upload.Md5Hex is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        await using var content = new ProgressStream(parts, read =>
        {
            digest?.AppendData(read.Span);
            report(read.Length);
        });
        var files = new List<ArtifactFile>();
        var fault = upload.Spec.Kind switch
        {
            UploadKind.File => await KeepAsync(upload, content, files, cancellationToken),
            UploadKind.Directory => await SplitAsync(upload, content, files, cancellationToken),
            _ => await UnpackAsync(upload, content, room, files, cancellationToken),
        };
        if (fault is null && digest is not null)
        {
            // Behind the end of an archive there may be more.
            await content.CopyToAsync(Stream.Null, cancellationToken);
            fault = Compare(digest, upload.Md5Hex!);
        }

        return fault is null
            ? new ArtifactManifest([.. files.OrderBy(file => file.Path, StringComparer.Ordinal)])
            : fault;
    }

    private static Fault? Compare(IncrementalHash digest, string expected) =>
        Convert.ToHexStringLower(digest.GetHashAndReset()) is var md5 && md5 == expected
            ? null
            : new Fault(
                FaultCode.ChecksumMismatch, $"The parts together have the MD5 {md5}; {expected} was announced.", "md5");

    private async Task<Fault?> KeepAsync(
        UploadInfo upload, Stream content, List<ArtifactFile> files, CancellationToken cancellationToken)
    {
        files.Add(await StoreAsync(upload, upload.Spec.FileName, content, upload.Spec.Bytes, cancellationToken));
        return null;
    }

    private async Task<Fault?> SplitAsync(
        UploadInfo upload, Stream content, List<ArtifactFile> files, CancellationToken cancellationToken)
    {
        foreach (var announced in upload.Spec.Files)
        {
            await using var piece = new BoundedStream(content, announced.Bytes, leaveOpen: true);
            var file = await StoreAsync(upload, announced.Path, piece, announced.Bytes, cancellationToken);
            if (announced.Sha256Hex is { } expected && expected != file.Sha256Hex)
            {
                return new Fault(
                    FaultCode.ChecksumMismatch,
                    $"The file '{file.Path}' has the SHA-256 {file.Sha256Hex}; {expected} was announced.",
                    "files");
            }

            files.Add(file);
        }

        return null;
    }

    private async Task<Fault?> UnpackAsync(
        UploadInfo upload, Stream content, long room, List<ArtifactFile> files, CancellationToken cancellationToken)
    {
        var expanded = ((Int128)upload.Spec.Bytes * options.Value.MaxExpansion) + ExpansionGrace;
        var limits = new ArchiveLimits(options.Value.MaxFiles, (long)Int128.Min(room, expanded));
        try
        {
            await foreach (var file in TarArchive.ReadAsync(content, Format(upload), limits, cancellationToken))
            {
                files.Add(await StoreAsync(upload, file.Path, file.Content, file.Length, cancellationToken));
            }
        }
        catch (ArchiveException exception)
        {
            return exception.IsTooLarge && limits.Bytes == room
                ? new Fault(
                    FaultCode.StorageQuotaExceeded,
                    $"The project has room for {room} more bytes of model files; the archive has more.",
                    "bytes")
                : new Fault(FaultCode.InvalidArchive, exception.Message, "data");
        }

        return null;
    }

    private async Task<ArtifactFile> StoreAsync(
        UploadInfo upload, string path, Stream content, long length, CancellationToken cancellationToken)
    {
        var stored = await objects.PutAsync(
            $"{UploadKeys.Files(upload.ModelId, upload.Id)}/{path}", content, length, cancellationToken);
        return new ArtifactFile(path, stored.Bytes, stored.Sha256Hex, stored.Key);
    }

    private static ArchiveFormat Format(UploadInfo upload) => upload.Spec.Kind switch
    {
        UploadKind.TarGzip => ArchiveFormat.TarGzip,
        UploadKind.TarBzip2 => ArchiveFormat.TarBzip2,
        _ => ArchiveFormat.Tar,
    };
}
