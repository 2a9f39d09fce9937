using System.Collections.Immutable;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Models;
using Xerotier.Artifacts.Archives;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Uploads;

namespace Xerotier.ApiHost.Uploads;

/// <summary>Reads what an upload announces, and what completes it.</summary>
internal static class UploadFields
{
    private const int MaxFileNameLength = 255;
    private const int MaxMimeTypeLength = 128;
    private const int MaxPathLength = 1_024;
    private const int MaxFiles = 100_000;
    private const int MaxPartIds = 10_000;
    private const int MaxPartIdLength = 64;
    private const int MaxPurposeLength = 128;
    private const long MaxBytes = 1L << 50;
    private const int Sha256Length = 64;
    private const int Md5Length = 32;
    private const string OctetStream = "application/octet-stream";

    private static readonly Dictionary<string, UploadKind> Archives = new(StringComparer.OrdinalIgnoreCase)
    {
        ["application/x-tar"] = UploadKind.Tar,
        ["application/tar"] = UploadKind.Tar,
        ["application/gzip"] = UploadKind.TarGzip,
        ["application/x-gzip"] = UploadKind.TarGzip,
        ["application/x-tgz"] = UploadKind.TarGzip,
        ["application/x-bzip2"] = UploadKind.TarBzip2,
        ["application/x-bzip"] = UploadKind.TarBzip2,
        ["application/bzip2"] = UploadKind.TarBzip2,
    };

    private static readonly (string Ending, string MimeType)[] Endings =
    [
        (".tar", "application/x-tar"),
        (".tar.gz", "application/gzip"),
        (".tgz", "application/gzip"),
        (".tar.bz2", "application/x-bzip2"),
        (".tbz2", "application/x-bzip2"),
    ];

    /// <summary>The upload. A media type that is not said follows from the name of the file.</summary>
    public static UploadSpec ReadSpec(RequestFields fields, string projectId)
    {
        if (fields.RequiredText("purpose", 1, MaxPurposeLength) != UploadBody.ModelPurpose)
        {
            fields.Refuse("purpose", "must be 'model'");
        }

        string name = fields.RequiredText("filename", 1, MaxFileNameLength);
        long? bytes = fields.Integer("bytes", 1, MaxBytes);
        if (bytes is null)
        {
            fields.Refuse("bytes", "is required");
        }

        string mimeType = fields.Text("mime_type", 1, MaxMimeTypeLength) ?? MimeTypeOf(name);
        var kind = Archives.GetValueOrDefault(mimeType.Split(';')[0].Trim(), UploadKind.File);
        var files = ReadFiles(fields, bytes ?? 0);
        if (files is not null && kind != UploadKind.File)
        {
            fields.Refuse("files", "must not be there for an archive: it says itself what it holds");
        }

        if (files is null && kind == UploadKind.File && new ArtifactPaths().Add(name) is { } problem)
        {
            fields.Refuse("filename", problem);
        }

        return new UploadSpec(
            projectId, name, bytes ?? 0, mimeType, files is null ? kind : UploadKind.Directory, files ?? []);
    }

    /// <summary>What the upload fills: a new model, or a new version of one.</summary>
    public static UploadTarget ReadTarget(RequestFields fields, string projectId)
    {
        var model = fields.Object("model");
        var existing = model?.Uuid("id");
        string? version = model is null ? null : VersionFields.Read(model);
        string? notes = model is null ? null : VersionFields.ReadNotes(model);
        if (existing is { } modelId)
        {
            if (version is null)
            {
                model!.Refuse("version", "is required for a new version of a model");
            }

            return new UploadTarget(modelId, version ?? "", notes, null);
        }

        var created = Guid.NewGuid();
        return new UploadTarget(
            created,
            version ?? SemanticVersion.First,
            notes,
            ModelFields.ReadUploaded(model, projectId, created, ModelNameOf(fields)));
    }

    /// <summary>The parts in their order, or null for all by their numbers.</summary>
    public static ImmutableArray<Guid>? ReadPartIds(RequestFields fields)
    {
        if (fields.Texts("part_ids", MaxPartIds, MaxPartIdLength) is not { } texts)
        {
            return null;
        }

        var ids = ImmutableArray.CreateBuilder<Guid>(texts.Length);
        foreach (string text in texts)
        {
            if (!UploadPartIds.TryRead(text, out var id))
            {
                fields.Refuse("part_ids", "must hold ids of parts of this upload");
                return null;
            }

            ids.Add(id);
        }

        return ids.DrainToImmutable();
    }

    /// <summary>MD5 of all parts together in lower-case hex, or null.</summary>
    public static string? ReadMd5(RequestFields fields) => ReadDigest(fields, "md5", Md5Length);

    private static ImmutableArray<UploadFile>? ReadFiles(RequestFields fields, long total)
    {
        if (fields.Objects("files", MaxFiles) is not { Length: > 0 } entries)
        {
            return null;
        }

        var paths = new ArtifactPaths();
        var files = ImmutableArray.CreateBuilder<UploadFile>(entries.Length);
        long sum = 0;
        foreach (var entry in entries)
        {
            var file = ReadFile(entry);
            if (paths.Add(file.Path) is { } problem)
            {
                entry.Refuse("path", problem);
            }

            sum += file.Bytes;
            files.Add(file);
        }

        if (sum != total)
        {
            fields.Refuse(
                "files", $"are {sum} bytes together, not the {total} of 'bytes'", FaultCode.SizeMismatch);
        }

        return files.DrainToImmutable();
    }

    private static UploadFile ReadFile(RequestFields entry)
    {
        string path = entry.RequiredText("path", 1, MaxPathLength);
        long? bytes = entry.Integer("bytes", 0, MaxBytes);
        if (bytes is null)
        {
            entry.Refuse("bytes", "is required");
        }

        return new UploadFile(path, bytes ?? 0, ReadDigest(entry, "sha256", Sha256Length));
    }

    private static string? ReadDigest(RequestFields fields, string name, int length)
    {
        string? digest = fields.Text(name, length, length)?.ToLowerInvariant();
        if (digest is not null && !digest.All(char.IsAsciiHexDigitLower))
        {
            fields.Refuse(name, $"must be {length} hex digits");
        }

        return digest;
    }

    private static string MimeTypeOf(string fileName) =>
        Array.Find(Endings, ending => fileName.EndsWith(ending.Ending, StringComparison.OrdinalIgnoreCase)).MimeType
            ?? OctetStream;

    private static string ModelNameOf(RequestFields fields)
    {
        string name = fields.Text("filename", 1, MaxFileNameLength) ?? "";
        string ending = Array.Find(
            Endings, ending => name.EndsWith(ending.Ending, StringComparison.OrdinalIgnoreCase)).Ending
                ?? Path.GetExtension(name);
        string stem = ending.Length < name.Length ? name[..^ending.Length] : name;
        return stem;
    }
}
