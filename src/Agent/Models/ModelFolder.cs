using System.Text.Json;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Models;

/// <summary>
/// One model on disk: each file's bytes once under <c>blobs/</c>, named by their hash, and each version a directory of
/// links to them, so that versions share what they have in common. A version counts once its manifest is written,
/// which is the last step.
/// </summary>
internal sealed class ModelFolder(string root, Guid modelId)
{
    private const string ManifestName = "manifest.json";
    private const string WishName = "load.json";

    private readonly string _root = Path.Combine(root, modelId.ToString("D"));

    private string Blobs => Path.Combine(_root, "blobs");

    private string Versions => Path.Combine(_root, "versions");

    public string PathOfBlob(string sha256) => Path.Combine(Blobs, sha256);

    public string PathOfFiles(string version) => Path.Combine(Versions, version, "files");

    /// <summary>Bytes of a blob that are here, whole or partly.</summary>
    public long BytesOf(string sha256) => Length(PathOfBlob(sha256)) ?? Length(PartialFile.PathOf(PathOfBlob(sha256)))
        ?? 0;

    /// <summary>All bytes here.</summary>
    public long Bytes() => Entries().Sum(blob => blob.Length);

    /// <summary>The versions that are complete, with what they were loaded for and when they were last used.</summary>
    public IEnumerable<CachedVersion> Complete()
    {
        if (!Directory.Exists(Versions)) yield break;
        foreach (var version in Directory.EnumerateDirectories(Versions))
        {
            if (Read(version) is { } cached) yield return cached;
        }
    }

    /// <summary>Makes a version of blobs that are all here.</summary>
    public void Link(ModelLoadRequest wish, ModelManifest manifest)
    {
        var version = Path.Combine(Versions, manifest.Version);
        if (Directory.Exists(version)) Directory.Delete(version, recursive: true);
        foreach (var file in manifest.Files)
        {
            var link = Path.Combine(PathOfFiles(manifest.Version), file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, Path.GetFullPath(PathOfBlob(file.Sha256)));
        }
        Save(version, wish);
        var path = Path.Combine(version, ManifestName);
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(
            manifest, ProtocolJson.Default.ModelManifest));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Notes that a version was used.</summary>
    public void Touch(ModelLoadRequest wish, DateTimeOffset now)
    {
        var version = Path.Combine(Versions, wish.Version!);
        Save(version, wish);
        File.SetLastWriteTimeUtc(Path.Combine(version, WishName), now.UtcDateTime);
    }

    /// <summary>Forgets a version; its blobs stay until <see cref="Sweep"/>.</summary>
    public void Remove(string version) => Directory.Delete(Path.Combine(Versions, version), recursive: true);

    /// <summary>Deletes the blobs that are not among those to keep.</summary>
    public void Sweep(IReadOnlySet<string> keep)
    {
        foreach (var blob in Entries().Where(blob => !keep.Contains(blob.Name.Split('.')[0]))) blob.Delete();
    }

    private IEnumerable<FileInfo> Entries() =>
        Directory.Exists(Blobs) ? new DirectoryInfo(Blobs).EnumerateFiles() : [];

    private static void Save(string version, ModelLoadRequest wish) => File.WriteAllBytes(
        Path.Combine(version, WishName),
        JsonSerializer.SerializeToUtf8Bytes(wish, ProtocolJson.Default.ModelLoadRequest));

    private CachedVersion? Read(string version)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(
                File.ReadAllBytes(Path.Combine(version, ManifestName)), ProtocolJson.Default.ModelManifest);
            var path = Path.Combine(version, WishName);
            var wish = JsonSerializer.Deserialize(File.ReadAllBytes(path), ProtocolJson.Default.ModelLoadRequest);
            if (manifest is null || wish is null || LoadWish.Problem(wish) is not null) return null;
            return manifest.Files.All(file => Length(PathOfBlob(file.Sha256)) == file.Bytes)
                ? new CachedVersion(wish, manifest, File.GetLastWriteTimeUtc(path))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Half made, or damaged: it is fetched again, and what is whole of it is used.
            return null;
        }
    }

    private static long? Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : null;
}
